// The panel of filters, and the chips that show which of them are set.

let party = null; // the party box, for whoever wants to empty it

function change(changes) {
  Object.assign(state, changes, { page: 0 });
  refresh();
}

const toggled = (list, value) => (list.includes(value) ? list.filter((x) => x !== value) : [...list, value]);

function boxes(name, legend, values, label, mark = () => null) {
  return el('fieldset', {}, el('legend', {}, t(legend)), values.map((value) =>
    el('label', { class: 'box' },
      el('input', {
        type: 'checkbox', name, 'data-value': value, checked: state[name].includes(value),
        onchange: () => change({ [name]: toggled(state[name], value) }),
      }),
      mark(value), el('span', { class: 'grow' }, label(value)), el('span', { class: 'tally', 'data-tally': `${name}:${value}` }),
    )));
}

function choice(id, label, options, value, onchange) {
  return el('div', { class: 'field' }, el('label', { for: id }, t(label)),
    el('select', { id, onchange: (event) => onchange(event.target.value) },
      options.map(([key, text]) => el('option', { value: key, selected: key === value }, text))));
}

const dot = (status) => el('span', { class: `dot ${status}`, 'aria-hidden': 'true' });
/** Suggestions for what stands in the party box; few, so that the list opens at once. */
function suggest(box, list) {
  const wanted = folded(box.value.trim());
  const fits = wanted ? PARTIES.filter((p) => folded(`${p.name} ${p.short ?? ''}`).includes(wanted)) : [];
  fill(list, fits.slice(0, 30).map((p) => el('option', { value: p.name }, p.short ?? '')));
  const exact = PARTIES.filter((p) => p.name === box.value);
  if (!exact.length) return;
  box.value = '';
  change({ parties: [...new Set([...state.parties, exact[0].id])] });
}

/** The best guess, for whoever types and presses Enter. */
function enterParty(event) {
  if (event.key !== 'Enter' || !event.target.value.trim()) return;
  event.preventDefault();
  const wanted = folded(event.target.value.trim());
  const fit = PARTIES.find((p) => folded(p.short ?? '') === wanted) ?? PARTIES.find((p) => folded(p.name).includes(wanted));
  if (!fit) return;
  event.target.value = '';
  change({ parties: [...new Set([...state.parties, fit.id])] });
}

function drawFilters() {
  const years = [['', t('any')], ...YEARS.map((year) => [year, year])];
  const provinces = PROVINCES.map((code) => [code, REGION.get(code).replace(/^Provinsi /, '')])
    .sort((a, b) => byName(a[1], b[1]));
  const types = [...tally(AGREEMENTS, (a) => a.types)].sort((a, b) => b[1] - a[1]).map(([type]) => type);
  const suggestions = el('datalist', { id: 'suggestions' });
  party = el('input', {
    id: 'party', type: 'text', list: 'suggestions', autocomplete: 'off', placeholder: t('partyHint'),
    oninput: () => suggest(party, suggestions), onkeydown: enterParty,
  });
  const box = el('details', { class: 'filters', open: wide.matches || byId('filters').querySelector('details')?.open },
    el('summary', {}, t('filters'), ' ', el('span', { id: 'filters-set', class: 'tally' })),
    el('form', { role: 'search', 'aria-label': t('filters'), onsubmit: (event) => event.preventDefault() },
      el('div', { class: 'field' }, el('label', { for: 'search' }, t('search')),
        el('input', {
          id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false', placeholder: t('searchHint'),
          value: state.text, oninput: (event) => later(() => change({ text: event.target.value })),
        })),
      boxes('status', 'status', STATUSES, (value) => named('status', value), dot),
      boxes('types', 'type', types, (value) => named('type', value)),
      el('div', { class: 'two' },
        choice('from', 'yearFrom', years, state.from, (from) => change({ from, month: '', undated: false })),
        choice('to', 'yearTo', years, state.to, (to) => change({ to, month: '', undated: false }))),
      choice('province', 'province', [['', t('any')], ...provinces], state.province,
        (province) => change({ province, regency: '' })),
      choice('regency', 'regency', [], '', (regency) => change({ regency })),
      el('div', { class: 'field' }, el('label', { for: 'party' }, t('party')), party, suggestions),
      el('div', { class: 'field' },
        el('label', { for: 'confidence' }, t('confidenceFrom'), ' ', el('output', { id: 'confidence-shown', for: 'confidence' })),
        el('input', {
          id: 'confidence', type: 'range', min: 0, max: 1, step: 0.05, value: state.confidence,
          oninput: (event) => later(() => change({ confidence: Number(event.target.value) })),
        })),
      el('label', { class: 'box' },
        el('input', { id: 'main-only', type: 'checkbox', checked: state.main, onchange: (event) => change({ main: event.target.checked }) }),
        el('span', { class: 'grow' }, t('mainOnly'))),
      el('button', { type: 'button', class: 'plain', id: 'reset', onclick: () => change({ ...FRESH }) }, t('reset'))));
  fill(byId('filters'), box);
}

let timer = 0;
/** Not at every letter: 10,000 agreements are searched when the hand rests. */
function later(act) {
  clearTimeout(timer);
  timer = setTimeout(act, 120);
}

/** Brings the panel in line with the state, without touching what has the focus. */
function syncFilters(result) {
  for (const name of ['status', 'types']) {
    const counts = tally(result.without(name), (a) => (name === 'status' ? [a.status] : a.types));
    for (const input of document.querySelectorAll(`input[name=${name}]`)) {
      input.checked = state[name].includes(input.dataset.value);
      input.parentElement.querySelector('.tally').textContent = number(counts.get(input.dataset.value) ?? 0);
    }
  }
  const regencies = REGENCIES.filter((code) => code.startsWith(state.province));
  fill(byId('regency'), el('option', { value: '' }, t('any')), regencies.map((code) => el('option', { value: code }, REGION.get(code) ?? code)));
  for (const id of ['from', 'to', 'province', 'regency']) byId(id).value = state[id];
  byId('confidence').value = state.confidence;
  byId('confidence-shown').value = decimal(state.confidence);
  byId('main-only').checked = state.main;
  if (document.activeElement !== byId('search')) byId('search').value = state.text;
  const chips = activeFilters();
  byId('filters-set').textContent = chips.length ? number(chips.length) : '';
  byId('reset').hidden = !chips.length;
  fill(byId('active'), chips.map(([label, undo]) =>
    el('li', {}, el('button', { type: 'button', class: 'chip', 'aria-label': t('remove', { what: label }), onclick: () => {
      change(undo);
      byId('count').closest('.outcome').querySelector('button')?.focus();
    } }, words(label), el('span', { 'aria-hidden': 'true' }, ' ×')))));
}

/** Every filter that is set: its words, and the change that takes it away. */
function activeFilters() {
  const chips = [];
  for (const status of state.status) chips.push([named('status', status), { status: toggled(state.status, status) }]);
  for (const type of state.types) chips.push([named('type', type), { types: toggled(state.types, type) }]);
  if (state.month) chips.push([day(state.month, 'long'), { month: '' }]);
  else if (state.from || state.to) {
    const span = state.from === state.to ? state.from : `${state.from || '…'} – ${state.to || '…'}`;
    chips.push([span, { from: '', to: '' }]);
  }
  if (state.undated) chips.push([t('undated'), { undated: false }]);
  if (state.province) chips.push([REGION.get(state.province), { province: '', regency: '' }]);
  if (state.regency) chips.push([REGION.get(state.regency), { regency: '' }]);
  for (const id of state.parties) chips.push([PARTIES[id].name, { parties: toggled(state.parties, id) }]);
  if (state.kinds) chips.push([state.kinds.map((kind) => named('kind', kind)).join(' × '), { kinds: null }]);
  if (state.confidence) chips.push([`${t('confidence')} ≥ ${decimal(state.confidence)}`, { confidence: 0 }]);
  if (state.main) chips.push([t('mainOnly'), { main: false }]);
  if (state.text.trim()) chips.push([`“${state.text.trim()}”`, { text: '' }]);
  return chips;
}
