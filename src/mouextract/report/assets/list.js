// The agreements as a table, a page at a time.

const PAGE_SIZE = 50;
const PRINTED_ROWS = 1000;
let listed = [];

const COLUMNS = [['date', 'date'], ['parties', 'agreement'], [null, 'type'], ['status', 'status'], ['confidence', 'confidence']];

function drawList(found) {
  listed = sorted(found);
  showRows();
}

/** One page of the list or, for printing, all of it. */
function showRows(all = false) {
  const pages = Math.max(1, Math.ceil(listed.length / PAGE_SIZE));
  state.page = Math.min(state.page, pages - 1);
  const first = all ? 0 : state.page * PAGE_SIZE;
  const rows = listed.slice(first, all ? PRINTED_ROWS : first + PAGE_SIZE);
  if (!rows.length) {
    fill(byId('table'), el('p', { class: 'empty' }, t(AGREEMENTS.length ? 'noneFits' : 'noneAtAll')));
    return;
  }
  // Roles said aloud: on a narrow screen the rows are laid out as cards, which would lose them.
  const table = el('table', { class: 'agreements', role: 'table', 'aria-labelledby': 'h-list', 'aria-rowcount': listed.length + 1 },
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row', 'aria-rowindex': 1 }, COLUMNS.map((column) => heading(column, all)))),
    el('tbody', { role: 'rowgroup' }, rows.map((a, i) => row(a, first + i))));
  const cut = all && listed.length > PRINTED_ROWS
    ? el('p', { class: 'notice' }, t('printedCut', { n: number(PRINTED_ROWS), all: number(listed.length) })) : null;
  fill(byId('table'), table, cut, all ? null : pager(first, rows.length, pages));
}

function heading([sort, label], printed) {
  const on = sort !== null && state.sort === sort;
  const order = on ? (state.descending ? 'descending' : 'ascending') : null;
  const turn = () => {
    const descending = on ? !state.descending : sort === 'date' || sort === 'confidence';
    Object.assign(state, { sort, descending, page: 0 });
    drawList(current.found);
  };
  return el('th', { role: 'columnheader', scope: 'col', class: `c-${label}`, 'aria-sort': order },
    // Browsers do not repeat buttons at the head of each printed page.
    sort === null || printed ? t(label) : el('button', { type: 'button', class: 'sort', 'data-sort': sort, onclick: () => again(`[data-sort=${sort}]`, turn) },
      t(label), el('span', { 'aria-hidden': 'true', class: 'arrow' }, on ? (state.descending ? ' ↓' : ' ↑') : '')));
}

function row(a, index) {
  const lines = a.parties.slice(0, 3).map((p, i) => [i ? el('span', { class: 'times' }, ' × ') : null, words(p.name)]);
  if (a.parties.length > 3) lines.push(t('andMore', { n: a.parties.length - 3 }));
  const source = [a.article.title, a.article.outlet].filter(Boolean);
  return el('tr', { role: 'row', 'aria-rowindex': index + 2, 'data-id': a.id },
    el('td', { role: 'cell', class: 'c-date' }, a.when ? el('time', { datetime: a.when }, day(a.when)) : el('span', { class: 'quiet' }, t('undatedShort'))),
    el('td', { role: 'cell', class: 'c-agreement' },
      el('button', { type: 'button', class: 'open', onclick: () => openReader(index) }, lines.flat()),
      source.length ? el('p', { class: 'quiet' }, source.flatMap((text, i) => [i ? ' · ' : '', words(text)])) : null),
    el('td', { role: 'cell', class: 'c-type' }, a.types.map((type) => named('type', type)).join(', ')),
    el('td', { role: 'cell', class: 'c-status' }, dot(a.status), named('status', a.status)),
    el('td', { role: 'cell', class: 'c-confidence' }, sureness(a)));
}

function sureness(a) {
  const inner = el('span', {});
  inner.style.inlineSize = `${100 * a.confidence}%`;
  return [el('span', { class: 'gauge', 'aria-hidden': 'true' }, inner), el('span', { class: 'tally' }, decimal(a.confidence))];
}

function pager(first, count, pages) {
  if (pages === 1) return null;
  const step = (label, to) => el('button', {
    type: 'button', class: 'plain', 'data-page': label, disabled: to < 0 || to >= pages || to === state.page,
    onclick: () => {
      state.page = to;
      showRows();
      byId('list').focus({ preventScroll: true });
      byId('list').scrollIntoView();
    },
  }, t(label));
  return el('nav', { class: 'pager', 'aria-label': t('pages') }, step('first', 0), step('previous', state.page - 1),
    el('span', {}, t('rowsShown', { from: number(first + 1), to: number(first + count), all: number(listed.length) })),
    step('next', state.page + 1), step('last', pages - 1));
}
