/** Small comforts; every page works without them. Served as a file, so the content security policy needs no exception. */
export const SCRIPT = `'use strict';
const lines = [...document.querySelectorAll('.source li')];
const cards = [...document.querySelectorAll('.resource')];
const rangesOf = (card) => (card.dataset.lines || '').split(' ').filter(Boolean).map((text) => text.split('-').map(Number));
const clear = () => document.querySelectorAll('.marked').forEach((one) => one.classList.remove('marked'));
const reveal = (one) => one && one.scrollIntoView({ block: 'nearest' });

for (const card of cards) {
  card.querySelector('h3 a').addEventListener('click', (event) => {
    event.preventDefault();
    clear();
    card.classList.add('marked');
    const ranges = rangesOf(card);
    for (const [first, last] of ranges) for (let n = first; n <= last; n += 1) lines[n - 1]?.classList.add('marked');
    if (ranges.length > 0) reveal(lines[ranges[0][0] - 1]);
  });
}
lines.forEach((line, index) => {
  line.querySelector('a').addEventListener('click', (event) => {
    event.preventDefault();
    clear();
    line.classList.add('marked');
    const made = cards.filter((card) => rangesOf(card).some(([first, last]) => first <= index + 1 && index + 1 <= last));
    for (const card of made) card.classList.add('marked');
    reveal(made[0]);
  });
});
for (const form of document.querySelectorAll('form[data-confirm]')) {
  form.addEventListener('submit', (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = 'Copied';
  });
}
`;
