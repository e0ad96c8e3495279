// Figures, timeline and map. Bars and tiles are buttons: they work by keyboard and say what they show.

function drawFigures(found) {
  const signed = found.filter((a) => a.status === 'signed').length;
  const sure = found.filter((a) => a.confidence >= 0.9).length;
  const regions = new Set(found.flatMap((a) => a.regions));
  const regencies = [...regions].filter((code) => code.length > 2).length;
  const provinces = new Set(found.flatMap((a) => a.provinces)).size;
  const all = [...REGION.keys()].filter((code) => code.length > 2).length;
  const figures = [
    [number(found.length), t('agreements'), t('inArticles', { n: number(new Set(found.map((a) => a.articleId)).size) })],
    [percent(signed, found.length), t('status.signed'), agreementsIn(signed)],
    [number(new Set(found.flatMap((a) => a.parties.map((p) => p.id))).size), t('parties'), t('distinct')],
    [number(regencies), t('regencies'), t('ofN', { n: number(all) })],
    [number(provinces), t('provinces'), t('ofN', { n: number(PROVINCES.length) })],
    [percent(sure, found.length), t('sure'), t('sureHelp')],
  ];
  fill(byId('figures'), figures.map(([value, name, note]) =>
    el('div', {}, el('dt', {}, name), el('dd', {}, el('strong', {}, value), el('span', { class: 'quiet' }, note)))));
}

function drawTime(agreements) {
  const months = Boolean(state.month) || (state.from && state.from === state.to) || YEARS.length === 1;
  const year = state.month ? state.month.slice(0, 4) : state.from || (YEARS[0] ?? '');
  const inYear = agreements.filter((a) => a.when.startsWith(year));
  const bars = months ? monthBars(year, inYear) : yearBars(agreements);
  const highest = Math.max(1, ...bars.map((bar) => bar.all.length));
  const shown = bars.map((bar) => {
    const counts = tally(bar.all, (a) => [a.status]);
    const told = STATUSES.filter((s) => counts.get(s)).map((s) => `${named('status', s)} ${number(counts.get(s))}`);
    const column = el('button', {
      type: 'button', class: 'bar', title: [`${bar.full}: ${number(bar.all.length)}`, ...told].join('\n'),
      'aria-label': `${bar.full}: ${agreementsIn(bar.all.length)}${told.length ? ` (${told.join(', ')})` : ''}`,
      'aria-pressed': String(bar.on), onclick: () => again(`#time [data-bar="${bar.key}"]`, bar.act), 'data-bar': bar.key,
    },
    el('span', { class: 'amount', 'aria-hidden': 'true' }, bar.all.length ? number(bar.all.length) : ''),
    el('span', { class: 'stack', 'aria-hidden': 'true' }, STATUSES.filter((s) => counts.get(s)).map((s) => {
      const piece = el('span', { class: s });
      piece.style.height = `${(120 * counts.get(s)) / highest}px`;
      return piece;
    })),
    el('span', { class: 'tick', 'aria-hidden': 'true' }, bar.label));
    return el('li', { class: bar.key === 'undated' ? 'apart' : null }, column);
  });
  const legend = el('ul', { class: 'legend', 'aria-hidden': 'true' },
    STATUSES.map((s) => el('li', {}, dot(s), named('status', s))));
  const back = months && (state.from || state.month)
    ? el('button', { type: 'button', class: 'plain', onclick: () => change({ from: '', to: '', month: '' }) }, t('allYears'))
    : null;
  fill(byId('time'), el('div', { class: 'row' }, legend, back), el('ul', { class: `bars${bars.length > (wide.matches ? 20 : 12) ? ' dense' : ''}` }, shown));
}

function yearBars(agreements) {
  const byYear = grouped(agreements);
  const bars = [];
  for (let year = Number(YEARS[0]); year <= Number(YEARS.at(-1)); year += 1) {
    const key = String(year);
    const on = !state.undated && Boolean(state.from || state.to) && (!state.from || key >= state.from) && (!state.to || key <= state.to);
    bars.push({ key, label: key, full: key, all: byYear.get(key) ?? [], on, act: () => change({ from: key, to: key, month: '', undated: false }) });
  }
  const undated = byYear.get('') ?? [];
  if (undated.length || state.undated) {
    bars.push({ key: 'undated', label: t('undatedShort'), full: t('undated'), all: undated, on: state.undated,
      act: () => change({ from: '', to: '', month: '', undated: !state.undated }) });
  }
  return bars;
}

function grouped(agreements) {
  const groups = new Map();
  for (const a of agreements) {
    const key = a.when.slice(0, 4);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(a);
  }
  return groups;
}

function monthBars(year, agreements) {
  const bars = Array.from({ length: 12 }, (_, i) => {
    const key = `${year}-${String(i + 1).padStart(2, '0')}`;
    const on = state.month === key;
    return { key, label: monthName(i + 1), full: day(key, 'long'), on, all: agreements.filter((a) => a.when.startsWith(key)),
      act: () => change({ month: on ? '' : key, undated: false }) };
  });
  return bars;
}

// Column and row of each province, roughly where it lies, and its usual two letters.
const TILES = {
  11: [0, 0, 'AC'], 12: [1, 1, 'SU'], 13: [1, 2, 'SB'], 14: [2, 1, 'RI'], 15: [2, 2, 'JA'], 16: [3, 3, 'SS'],
  17: [2, 3, 'BE'], 18: [3, 4, 'LA'], 19: [4, 2, 'BB'], 21: [3, 1, 'KR'], 31: [5, 4, 'JK'], 32: [5, 5, 'JB'],
  33: [6, 5, 'JT'], 34: [6, 6, 'YO'], 35: [7, 5, 'JI'], 36: [4, 5, 'BT'], 51: [8, 5, 'BA'], 52: [9, 5, 'NB'],
  53: [10, 5, 'NT'], 61: [5, 1, 'KB'], 62: [6, 1, 'KT'], 63: [6, 2, 'KS'], 64: [7, 1, 'KI'], 65: [7, 0, 'KU'],
  71: [10, 0, 'SA'], 72: [9, 1, 'ST'], 73: [8, 3, 'SN'], 74: [9, 3, 'SG'], 75: [9, 0, 'GO'], 76: [8, 2, 'SR'],
  81: [11, 3, 'MA'], 82: [11, 1, 'MU'], 91: [14, 1, 'PA'], 92: [13, 2, 'PB'], 93: [14, 4, 'PS'], 94: [13, 3, 'PT'],
  95: [14, 3, 'PE'], 96: [12, 2, 'PD'],
};

/** Five steps of one colour; the square root keeps one large region from paling all others. */
const shade = (count, highest) =>
  count ? 1 + Math.round(4 * Math.sqrt((count - 1) / Math.max(1, highest - 1))) : 0;

function drawMap(agreements) {
  const byProvince = tally(agreements, (a) => a.provinces);
  const highest = Math.max(1, ...byProvince.values());
  const tiles = PROVINCES.map((code) => {
    const count = byProvince.get(code) ?? 0;
    const [column, row, letters] = TILES[code];
    const name = REGION.get(code).replace(/^Provinsi /, '');
    const on = state.province === code;
    const tile = el('button', {
      type: 'button', class: `tile shade${shade(count, highest)}`, 'data-code': code, 'aria-pressed': String(on),
      title: `${name}: ${number(count)}`, 'aria-label': `${name}: ${agreementsIn(count)}`,
      onclick: () => again(`#map [data-code="${code}"]`, () => change({ province: on ? '' : code, regency: '' })),
    }, el('span', { 'aria-hidden': 'true' }, letters), el('small', { 'aria-hidden': 'true' }, count ? number(count) : ''));
    tile.style.gridColumn = column + 1;
    tile.style.gridRow = row + 1;
    return tile;
  });
  const steps = [1, 2, 3, 4, 5].map((step) => el('span', { class: `swatch shade${step}` }));
  const legend = el('p', { class: 'scale quiet', 'aria-hidden': 'true' }, '1', steps, number(highest));
  fill(byId('map'),
    el('div', {}, el('div', { class: 'tiles', role: 'group', 'aria-label': t('map') }, tiles), legend),
    regencyList(agreements));
}

/** The regencies of the chosen province, all of them; without one, those with the most agreements. */
function regencyList(agreements) {
  const counts = tally(agreements, (a) => a.regions.filter((code) => code.length > 2));
  const codes = state.province
    ? [...REGION.keys()].filter((code) => code.length > 2 && code.startsWith(state.province))
    : [...counts.keys()];
  const rows = codes.map((code) => [code, counts.get(code) ?? 0])
    .sort((a, b) => b[1] - a[1] || byName(REGION.get(a[0]) ?? a[0], REGION.get(b[0]) ?? b[0]));
  const shown = state.province ? rows : rows.slice(0, 12);
  const highest = Math.max(1, ...shown.map(([, count]) => count));
  const heading = state.province ? t('regenciesOf', { name: REGION.get(state.province).replace(/^Provinsi /, '') }) : t('regenciesTop');
  return el('div', { class: 'regencies' }, el('h3', {}, heading),
    shown.length ? el('ul', {}, shown.map(([code, count]) => {
      const meter = el('span', { class: 'meter', 'aria-hidden': 'true' });
      meter.style.inlineSize = `${(100 * count) / highest}%`;
      const on = state.regency === code;
      return el('li', {}, el('button', {
        type: 'button', class: 'line', 'data-code': code, 'aria-pressed': String(on), disabled: !count && !on,
        onclick: () => again(`#map [data-code="${code}"]`, () => change({ regency: on ? '' : code })),
      }, meter, el('span', { class: 'grow' }, REGION.get(code) ?? code), el('span', { class: 'tally' }, number(count))));
    })) : el('p', { class: 'quiet' }, t('none')));
}

/** Does what changes the page, and gives the focus back to the same thing on the new one. */
function again(selector, act) {
  act();
  document.querySelector(selector)?.focus();
}
