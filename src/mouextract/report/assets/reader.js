// One agreement: its values with their proof, beside the article with the deciding words marked.

const reader = byId('reader');
let readerAt = -1;
let tipped = null; // the mark whose tip is shown

// Four colours for marks: the document, its parties, the people, the rest.
const GROUP = {
  types: 'document', status: 'document', number: 'document', subject: 'document', duration: 'document',
  parties: 'body', regencies: 'body', provinces: 'body', signatories: 'person',
};
const groupOf = (field) => GROUP[field.split('/')[1]] ?? 'time';

async function openReader(index) {
  readerAt = index;
  const a = listed[index];
  if (!reader.open) reader.showModal();
  let article;
  try {
    article = await opened(a.articleId);
  } catch {
    article = null;
  }
  if (readerAt === index) drawReader(a, article);
}

function drawReader(a, article) {
  const evidence = article ? evidenceOf(a, article) : [];
  const step = (label, by) => el('button', {
    type: 'button', class: 'plain', 'data-step': label, disabled: !listed[readerAt + by],
    onclick: async () => {
      await openReader(readerAt + by);
      const same = reader.querySelector(`[data-step=${label}]`);
      (same.disabled ? reader.querySelector('.close') : same).focus();
    },
  }, t(label));
  const text = article ? articleText(a, article, evidence) : el('p', { class: 'notice' }, t('tooOld'));
  fill(reader, el('div', { class: 'reader' },
    el('div', { class: 'reader-top' },
      el('span', { class: 'quiet grow' }, t('nOf', { n: number(readerAt + 1), all: number(listed.length) })),
      step('previous', -1), step('next', 1),
      el('button', { type: 'button', class: 'close', 'aria-label': t('close'), onclick: () => reader.close() }, '×')),
    el('h2', { id: 'reader-heading' }, a.parties.flatMap((p, i) => [i ? el('span', { class: 'times' }, ' × ') : null, words(p.name)])),
    el('div', { class: 'reader-columns' },
      el('section', { class: 'values', 'aria-label': t('values') }, values(a, article, evidence)),
      el('article', { 'aria-label': t('article') }, articleHead(a, article), text, articleFoot(a, article))),
    el('div', { role: 'tooltip', id: 'tip', hidden: true })));
  reader.scrollTop = 0;
}

/** Rows of the values: group, field, label, and what to show. */
function fieldsOf(a) {
  const rows = a.types.map((type, i) => [`/types/${i}`, t('type'), named('type', type)]);
  rows.push(['/status', t('status'), named('status', a.status)]);
  if (a.date) rows.push(['/date', t('date'), day(a.date, 'long')]);
  for (const key of ['signed_on', 'planned_for', 'valid_until']) if (a.more[key]) rows.push([`/${key}`, t(key), day(a.more[key], 'long')]);
  if (a.more.duration) rows.push(['/duration', t('duration'), duration(a.more.duration)]);
  for (const key of ['number', 'place', 'subject']) if (a.more[key]) rows.push([`/${key}`, t(key), a.more[key]]);
  a.parties.forEach((p, i) => rows.push([`/parties/${i}`, t('party'), p.name, [
    p.short, named('kind', p.kind), p.code, p.side ? t('side', { n: p.side }) : null]]));
  a.signatories.forEach((s, i) => rows.push([`/signatories/${i}`, t('signatory'), s.name, [s.role, named('capacity', s.capacity)]]));
  const provinces = a.regions.filter((code) => code.length === 2);
  const regencies = a.regions.filter((code) => code.length > 2);
  provinces.forEach((code, i) => rows.push([`/provinces/${i}`, t('province'), REGION.get(code) ?? code, [code]]));
  regencies.forEach((code, i) => rows.push([`/regencies/${i}`, t('regency'), REGION.get(code) ?? code, [code]]));
  return rows;
}

const proves = (item, field) => item.field === field || item.field.startsWith(`${field}/`);

function values(a, article, evidence) {
  const rows = fieldsOf(a).map(([field, label, value, notes = []]) => {
    const proofs = evidence.filter((item) => proves(item, field));
    const shown = notes.filter(Boolean);
    return el('div', { class: `value ${groupOf(field)}`, 'data-field': field },
      el('dt', {}, label),
      el('dd', {}, words(value, { class: 'what' }),
        shown.length ? el('span', { class: 'notes' }, shown.flatMap((note, i) => [i ? ' · ' : '', words(note)])) : null,
        distinct(proofs).map((item) => proof(item, article))));
  });
  return [el('dl', {}, rows),
    el('p', { class: 'confidence-line' }, el('span', {}, t('confidence')), sureness(a), a.main ? null : el('span', { class: 'quiet' }, t('background')))];
}

/** Proofs with the same words, rule and basis once: a name may prove kind, code and name at a time. */
function distinct(proofs) {
  const seen = new Map();
  for (const item of proofs) {
    const key = `${item.start} ${item.end} ${item.rule} ${item.basis}`;
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}

function proof(item, article) {
  const told = [el('span', { class: 'rule' }, item.rule), ' · ', named('basis', item.basis)];
  const place = t('offsets', { start: item.start, end: item.end });
  if (!article.points) {
    return el('p', { class: 'proof' }, item.words === null ? place : words(`“${item.words}”`, { class: 'said' }), ' ', told);
  }
  return el('button', { type: 'button', class: 'proof', title: place, onclick: () => show(item.start) },
    words(`“${item.words.replace(/\s+/g, ' ')}”`, { class: 'said' }), ' ', told);
}

/** Brings the mark at this place into view and gives it the focus. */
function show(start) {
  const mark = [...reader.querySelectorAll('mark')].find((m) => Number(m.dataset.start) <= start && start < Number(m.dataset.end));
  if (!mark) return;
  mark.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
  mark.focus({ preventScroll: true });
}

function articleHead(a, article) {
  const { title, outlet, published, url } = a.article;
  // Most texts begin with their title: then the heading is only for those who move by headings.
  const told = title && article?.text?.startsWith(title);
  const link = /^https?:\/\//i.test(url ?? '')
    ? el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, t('original')) : url ? words(url) : null;
  const parts = [outlet ? words(outlet) : null, published ? day(published, 'long') : null, link].filter(Boolean);
  return el('header', {}, title ? el('h3', { class: told ? 'hidden' : null }, words(title)) : null,
    el('p', { class: 'quiet' }, parts.flatMap((part, i) => [i ? ' · ' : '', part])));
}

function articleFoot(a, article) {
  const where = a.article.row === null ? a.article.uri : t('rowOf', { uri: a.article.uri, row: a.article.row });
  return el('footer', { class: 'quiet' },
    article?.warnings.length ? el('div', {}, el('h4', {}, t('warnings')), el('ul', {}, article.warnings.map((w) => el('li', {}, words(w))))) : null,
    el('p', {}, t('source'), ': ', words(where)),
    article ? el('p', { class: 'hash' }, 'SHA-256: ', el('code', {}, article.sha256)) : null);
}

function articleText(a, article, evidence) {
  if (!article.points) {
    return el('p', { class: 'notice', id: 'no-text' }, article.missing ? t(`missing.${article.missing}`) : t('withheld'));
  }
  const { points } = article;
  const borders = [...new Set([0, points.length, ...evidence.flatMap((item) => [item.start, item.end])])].sort((x, y) => x - y);
  const labels = new Map(fieldsOf(a).map(([field, label, value]) => [field, `${label}: ${value}`]));
  const pieces = [];
  for (let i = 0; i + 1 < borders.length; i += 1) {
    const [start, end] = [borders[i], borders[i + 1]];
    const said = points.slice(start, end).join('');
    const here = evidence.filter((item) => item.start <= start && end <= item.end);
    pieces.push(here.length ? marked(said, start, end, here, labels) : said);
  }
  return el('div', { class: 'text', dir: 'auto' }, pieces);
}

function marked(said, start, end, here, labels) {
  const told = new Map();
  for (const item of here) {
    const field = [...labels.keys()].find((key) => proves(item, key)) ?? item.field;
    told.set(`${field} ${item.rule} ${item.basis}`, { field, label: labels.get(field) ?? field, rule: item.rule, basis: item.basis });
  }
  const lines = [...told.values()];
  const mark = el('mark', { tabindex: 0, class: groupOf(lines[0].field), 'data-start': start, 'data-end': end, 'data-fields': lines.map((l) => l.field).join(' ') }, said);
  const open = () => showTip(mark, lines);
  mark.addEventListener('pointerenter', open);
  mark.addEventListener('focus', open);
  mark.addEventListener('pointerleave', () => (document.activeElement === mark ? null : hideTip(mark)));
  mark.addEventListener('blur', () => hideTip(mark));
  return mark;
}

function showTip(mark, lines) {
  const tip = byId('tip');
  fill(tip, lines.map((line) => el('p', {}, words(line.label), el('span', { class: 'quiet' },
    el('span', { class: 'rule' }, line.rule), ' · ', named('basis', line.basis)))));
  tip.hidden = false;
  tipped = mark;
  mark.setAttribute('aria-describedby', 'tip');
  light(lines.map((line) => line.field));
  placeTip();
}

/** Above its mark, or below where there is no room. */
function placeTip() {
  const tip = byId('tip');
  if (!tip || !tipped) return;
  const at = tipped.getClientRects()[0];
  const size = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  tip.style.top = `${at.top - size.height - 8 > 0 ? at.top - size.height - 8 : at.bottom + 8}px`;
}

function hideTip(mark) {
  if (tipped === mark) tipped = null;
  mark.removeAttribute('aria-describedby');
  const tip = byId('tip');
  if (tip) tip.hidden = true;
  light([]);
}

const light = (fields) => {
  for (const value of reader.querySelectorAll('.value')) value.classList.toggle('lit', fields.includes(value.dataset.field));
};

reader.addEventListener('scroll', placeTip, { passive: true });
// A click beside the sheet closes it.
reader.addEventListener('click', (event) => { if (event.target === reader) reader.close(); });
reader.addEventListener('close', () => {
  readerAt = -1;
  tipped = null;
});
