// Who signs with whom: kinds against kinds as a matrix, then the pairs that meet most often.

const PAIRS_SHOWN = 10;
let pairsOpen = false;

function drawPairs(found) {
  const counts = new Map();
  const kinds = new Map();
  for (const a of found) {
    const met = new Set();
    for (const [p, q] of pairsOf(a)) {
      const key = Math.min(p.id, q.id) * PARTIES.length + Math.max(p.id, q.id);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      met.add(kindKey(p.kind, q.kind));
    }
    for (const key of met) kinds.set(key, (kinds.get(key) ?? 0) + 1);
  }
  const pairs = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  fill(byId('pairs'), el('div', {}, el('h3', {}, t('byKind')), matrix(kinds)),
    el('div', {}, el('h3', {}, t('byPair')), pairList(pairs)));
}

const kindKey = (one, other) => (one < other ? `${one} ${other}` : `${other} ${one}`);

function matrix(kinds) {
  const weight = new Map();
  for (const [key, count] of kinds) {
    for (const kind of new Set(key.split(' '))) weight.set(kind, (weight.get(kind) ?? 0) + count);
  }
  const order = [...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 10).map(([kind]) => kind);
  if (!order.length) return el('p', { class: 'quiet' }, t('none'));
  const highest = Math.max(...kinds.values());
  const cell = (one, other) => {
    const count = kinds.get(kindKey(one, other)) ?? 0;
    if (!count) return el('td', {}, el('span', { class: 'hidden' }, '0'));
    const on = Boolean(state.kinds) && kindKey(...state.kinds) === kindKey(one, other);
    const what = `${named('kind', one)} × ${named('kind', other)}`;
    return el('td', {}, el('button', {
      type: 'button', class: `shade${shade(count, highest)}`, 'data-kinds': kindKey(one, other), 'aria-pressed': String(on),
      title: `${what}: ${number(count)}`, 'aria-label': `${what}: ${agreementsIn(count)}`,
      onclick: () => again(`#pairs [data-kinds="${kindKey(one, other)}"]`, () => change({ kinds: on ? null : [one, other] })),
    }, number(count)));
  };
  // The lower half alone: a meets b as b meets a.
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('byKind') }, el('table', { class: 'matrix' },
    el('caption', { class: 'hidden' }, t('matrixHelp')),
    el('tbody', {}, order.map((row, i) => el('tr', {}, el('th', { scope: 'row' }, named('kind', row)),
      order.slice(0, i + 1).map((column) => cell(row, column))))),
    el('tfoot', {}, el('tr', {}, el('td', {}), order.map((column) =>
      el('th', { scope: 'col' }, el('span', {}, named('kind', column))))))));
}

function pairList(pairs) {
  if (!pairs.length) return el('p', { class: 'quiet' }, t('none'));
  const shown = pairs.slice(0, pairsOpen ? 50 : PAIRS_SHOWN);
  const highest = shown[0][1];
  const list = el('ul', { class: 'lines' }, shown.map(([key, count]) => {
    const ids = [Math.floor(key / PARTIES.length), key % PARTIES.length];
    const on = ids.every((id) => state.parties.includes(id));
    const meter = el('span', { class: 'meter', 'aria-hidden': 'true' });
    meter.style.inlineSize = `${(100 * count) / highest}%`;
    return el('li', {}, el('button', {
      type: 'button', class: 'line', 'data-pair': key, 'aria-pressed': String(on),
      onclick: () => again(`#pairs [data-pair="${key}"]`, () =>
        change({ parties: on ? state.parties.filter((id) => !ids.includes(id)) : ids })),
    }, meter, el('span', { class: 'grow' }, words(brief(PARTIES[ids[0]])), el('span', { class: 'times' }, ' × '), words(brief(PARTIES[ids[1]]))),
    el('span', { class: 'tally' }, number(count))));
  }));
  const more = pairs.length > PAIRS_SHOWN
    ? el('button', { type: 'button', class: 'plain', onclick: () => { pairsOpen = !pairsOpen; refresh(); } },
      pairsOpen ? t('fewer') : t('more', { n: number(pairs.length) }))
    : null;
  return el('div', {}, list, more);
}

/** A party in a list: the short name where a long one would fill the line. */
const brief = (p) => (p.short && p.name.length > 34 ? p.short : p.name);
