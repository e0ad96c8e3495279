// What every part uses: elements, words in two languages, numbers and dates, what is remembered.

const byId = (id) => document.getElementById(id);
const LABELS = JSON.parse(byId('labels').textContent);

/** An element. Text goes in as text, whatever it holds; properties are attributes, `on…` listeners. */
function el(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'value' || key === 'checked') made[key] = value;
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Text of an article or a record, kept from turning the direction of what stands around it. */
const words = (text, properties = {}) => el('bdi', properties, text ?? '');

const fill = (place, ...children) => place.replaceChildren(...children.flat().filter((c) => c !== null));

// What is remembered; a browser may refuse to.
const memory = {
  get(key) {
    try {
      return localStorage.getItem(`mouextract.report.${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`mouextract.report.${key}`, value);
    } catch {
      // Then the choice holds until the page is closed.
    }
  },
};

let lang = memory.get('lang');
if (!Object.hasOwn(LABELS, lang ?? '')) lang = navigator.language.toLowerCase().startsWith('id') ? 'id' : 'en';

/** A label in the chosen language; `{name}` is filled in from `values`. */
function t(key, values = {}) {
  const label = LABELS[lang][key] ?? key;
  return label.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** The label of a value (`status.signed`), or the value itself where there is no label. */
function named(group, value) {
  const key = `${group}.${value}`;
  return Object.hasOwn(LABELS[lang], key) ? LABELS[lang][key] : String(value).replaceAll('_', ' ');
}

const locale = () => (lang === 'id' ? 'id-ID' : 'en-GB');

// Making a formatter takes a thousand times as long as using it.
const formatters = new Map();
function formatter(kind, options) {
  const key = `${lang} ${kind.name} ${JSON.stringify(options)}`;
  if (!formatters.has(key)) formatters.set(key, new kind(locale(), options));
  return formatters.get(key);
}

const number = (value) => formatter(Intl.NumberFormat, {}).format(value);
const percent = (part, whole) =>
  whole ? formatter(Intl.NumberFormat, { style: 'percent', maximumFractionDigits: 0 }).format(part / whole) : '–';
const decimal = (value) =>
  formatter(Intl.NumberFormat, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);

/** `1 agreement`, `12 agreements`. */
const agreementsIn = (count) => t(count === 1 ? 'oneAgreement' : 'nAgreements', { n: number(count) });

/** A partial date for people: `6 Nov 2023`, `Nov 2023`, `2023`. */
function day(value, month = 'short') {
  if (!value) return '';
  const [year, mm, dd] = value.split('-').map(Number);
  if (!mm) return value;
  const options = { timeZone: 'UTC', year: 'numeric', month, ...(dd ? { day: 'numeric' } : {}) };
  return formatter(Intl.DateTimeFormat, options).format(new Date(Date.UTC(year, mm - 1, dd || 1)));
}

const monthName = (mm) =>
  formatter(Intl.DateTimeFormat, { timeZone: 'UTC', month: 'short' }).format(new Date(Date.UTC(2000, mm - 1, 1)));

/** The order of names, as a dictionary has them. */
const byName = new Intl.Collator('id').compare;

/** An ISO 8601 duration for people: `5 tahun`. */
function duration(value) {
  const units = { Y: 'years', M: 'months', W: 'weeks', D: 'days' };
  return [...value.matchAll(/(\d+)([YMWD])/g)].map(([, n, unit]) => `${n} ${t(units[unit])}`).join(' ');
}

/** Lower case, without marks: what searching compares. */
const folded = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();

/** The base64 of deflated JSON, unpacked by the browser itself. */
async function unpacked(pack) {
  const bytes = Uint8Array.from(atob(pack), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).json();
}
