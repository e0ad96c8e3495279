// The records as objects, what is asked of them, and one pass that answers it.

const DATA = JSON.parse(byId('data').textContent);
const STATUSES = ['signed', 'planned', 'in_force', 'ended'];
const REGION = new Map(DATA.regions);
const PROVINCES = DATA.regions.filter(([code]) => code.length === 2).map(([code]) => code);
const PARTIES = DATA.parties.map(([name, short, kind, code], id) => ({ id, name, short, kind, code }));
const PEOPLE = DATA.people.map(([name, role]) => ({ name, role }));
const ARTICLES = DATA.articles.map(([title, published, outlet, url, uri, row]) => ({
  title, published, outlet, url, uri, row,
}));
const AGREEMENTS = DATA.agreements.map(
  ([article, number, main, types, status, date, confidence, parties, regions, signatories, details], id) => {
    const more = details || {};
    return {
      id, article: ARTICLES[article], articleId: article, number, main, types, status, date, confidence,
      parties: parties.map(([party, side]) => ({ ...PARTIES[party], side })),
      regions,
      provinces: [...new Set(regions.map((code) => code.slice(0, 2)))],
      signatories: signatories.map(([person, party, capacity]) => ({ ...PEOPLE[person], party, capacity })),
      more,
      when: date || more.signed_on || more.planned_for || '',
    };
  },
);

const YEARS = [...new Set(AGREEMENTS.map((a) => a.when.slice(0, 4)).filter(Boolean))].sort();
const REGENCIES = [...new Set(AGREEMENTS.flatMap((a) => a.regions))].filter((code) => code.length > 2)
  .sort((a, b) => byName(REGION.get(a) ?? a, REGION.get(b) ?? b));

// `from` and `to` are years, `month` a whole YYYY-MM; `kinds` a pair of kinds of party.
const FRESH = {
  status: [], types: [], from: '', to: '', month: '', undated: false, province: '', regency: '',
  parties: [], kinds: null, confidence: 0, main: false, text: '',
};
const state = { ...FRESH, sort: 'date', descending: true, page: 0 };

/** What a search looks through; made when first needed. */
function haystack(a) {
  a.words ??= folded(
    [
      a.article.title, a.article.outlet, a.more.subject, a.more.place, a.more.number,
      ...a.parties.flatMap((p) => [p.name, p.short]),
      ...a.signatories.flatMap((s) => [s.name, s.role]),
      ...a.regions.map((code) => REGION.get(code)),
    ].filter(Boolean).join('\n'),
  );
  return a.words;
}

/** Whether two kinds meet in an agreement: in two of its parties that do not stand on one side. */
const meets = (a, [one, other]) =>
  pairsOf(a).some(([p, q]) => (p.kind === one && q.kind === other) || (p.kind === other && q.kind === one));

/** Pairs of parties that face each other; where no two sides are told, everybody faces everybody. */
function pairsOf(a) {
  const told = new Set(a.parties.map((p) => p.side)).size > 1;
  const face = (p, q) => p.id !== q.id && (!told || !p.side || p.side !== q.side);
  a.pairs ??= a.parties.flatMap((p, i) => a.parties.slice(i + 1).filter((q) => face(p, q)).map((q) => [p, q]));
  return a.pairs;
}

const TESTS = {
  status: (a) => !state.status.length || state.status.includes(a.status),
  types: (a) => !state.types.length || a.types.some((type) => state.types.includes(type)),
  time: (a) => {
    if (state.undated) return !a.when;
    if (state.month) return a.when.startsWith(state.month);
    const year = a.when.slice(0, 4);
    return (!state.from || (year && year >= state.from)) && (!state.to || (year && year <= state.to));
  },
  region: (a) =>
    (!state.province || a.provinces.includes(state.province)) &&
    (!state.regency || a.regions.includes(state.regency)),
  parties: (a) =>
    state.parties.every((id) => a.parties.some((p) => p.id === id)) && (!state.kinds || meets(a, state.kinds)),
  confidence: (a) => a.confidence >= state.confidence,
  main: (a) => !state.main || a.main,
  text: (a) => needles.every((needle) => haystack(a).includes(needle)),
};
const FACETS = Object.keys(TESTS);
let needles = [];

/** Agreements that pass every filter, and by facet those that only this facet's own filter keeps out. */
function select() {
  needles = folded(state.text).split(/\s+/).filter(Boolean);
  const found = [];
  const besides = Object.fromEntries(FACETS.map((facet) => [facet, []]));
  for (const a of AGREEMENTS) {
    let failed = null;
    let passes = true;
    for (const facet of FACETS) {
      if (TESTS[facet](a)) continue;
      passes = failed === null;
      failed = facet;
      if (!passes) break;
    }
    if (failed === null) found.push(a);
    else if (passes) besides[failed].push(a);
  }
  return { found, without: (facet) => (besides[facet].length ? found.concat(besides[facet]) : found) };
}

/** How often each key comes; `keys` gives the distinct keys of one agreement. */
function tally(agreements, keys) {
  const counts = new Map();
  for (const a of agreements) for (const key of keys(a)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const SORTS = {
  date: (a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0),
  parties: (a, b) => byName(a.parties[0].name, b.parties[0].name),
  status: (a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status),
  confidence: (a, b) => a.confidence - b.confidence,
};

function sorted(agreements) {
  const order = SORTS[state.sort];
  const sign = state.descending ? -1 : 1;
  // Without a date: last, whichever way.
  const empty = (a) => (state.sort === 'date' && !a.when ? 1 : 0);
  return [...agreements].sort((a, b) => empty(a) - empty(b) || sign * order(a, b) || a.id - b.id);
}

const unpackedPacks = new Map();

/** What an opened article needs: its text (or why there is none), evidence, hash and warnings. */
async function opened(articleId) {
  let pack = DATA.pack_starts.findIndex((start) => start > articleId) - 1;
  if (pack < 0) pack = DATA.pack_starts.length - 1;
  if (!unpackedPacks.has(pack)) unpackedPacks.set(pack, unpacked(DATA.packs[pack]));
  return (await unpackedPacks.get(pack))[articleId - DATA.pack_starts[pack]];
}

/** The evidence of an agreement as objects; the words themselves where there is no text to cut them from. */
function evidenceOf(a, article) {
  const spoken = article.words?.[a.number];
  const points = article.points ?? (article.text === undefined ? null : Array.from(article.text));
  article.points = points;
  return article.evidence[a.number].map(([field, start, end, rule, basis], i) => ({
    field: DATA.fields[field], start, end, rule: DATA.rules[rule], basis,
    words: points ? points.slice(start, end).join('') : spoken?.[i] ?? null,
  }));
}
