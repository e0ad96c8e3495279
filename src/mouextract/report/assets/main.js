// Brings the parts together: language, light and dark, printing, the first view.

const wide = matchMedia('(min-width: 62rem)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');
let current = null;

function refresh() {
  current = select();
  byId('count').textContent = t('count', { n: number(current.found.length), all: number(AGREEMENTS.length) });
  syncFilters(current);
  drawFigures(current.found);
  drawTime(current.without('time'));
  drawMap(current.without('region'));
  drawPairs(current.found);
  drawList(current.found);
}

function speak() {
  document.documentElement.lang = lang;
  for (const place of document.querySelectorAll('[data-t]')) place.textContent = t(place.dataset.t);
  for (const place of document.querySelectorAll('[data-label]')) place.setAttribute('aria-label', t(place.dataset.label));
  for (const button of document.querySelectorAll('#language button')) button.setAttribute('aria-pressed', String(button.dataset.lang === lang));
  const heading = DATA.title ?? t('title');
  document.title = heading;
  fill(byId('heading'), words(heading));
  fill(byId('about'), t('about', { agreements: number(AGREEMENTS.length), articles: number(DATA.records), without: number(DATA.records - ARTICLES.length) }));
  fill(byId('made'), t('made', { version: DATA.version }), words(DATA.source), '. ', t('check'));
  paint(memory.get('theme'));
  drawFilters();
  refresh();
}

function paint(theme) {
  const isDark = theme ? theme === 'dark' : dark.matches;
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  byId('theme').textContent = t(isDark ? 'light' : 'dark');
}

byId('theme').addEventListener('click', () => {
  const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  memory.set('theme', theme);
  paint(theme);
});
dark.addEventListener('change', () => paint(memory.get('theme')));
wide.addEventListener('change', () => { byId('filters').querySelector('details').open = wide.matches; });
for (const button of document.querySelectorAll('#language button')) {
  button.addEventListener('click', () => {
    lang = button.dataset.lang;
    memory.set('lang', lang);
    speak();
  });
}

// On paper: the open agreement alone, else every row that the filters leave (up to a limit).
addEventListener('beforeprint', () => {
  document.body.classList.toggle('reading', reader.open);
  if (reader.open) byId('printed').append(...reader.childNodes);
  else showRows(true);
});
addEventListener('afterprint', () => {
  document.body.classList.remove('reading');
  if (reader.open) reader.append(...byId('printed').childNodes);
  else showRows();
});

speak();
document.documentElement.dataset.ready = 'true';
