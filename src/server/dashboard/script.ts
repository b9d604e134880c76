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
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = 'Copied';
  });
}

const live = [...document.querySelectorAll('[data-live]')].map((one) => one.id);
const status = document.getElementById('live');
const nameOf = (one) => one.id || one.getAttribute('href') || one.value;
const isBusy = () => document.hidden || live.some((id) => document.querySelector('#' + id + ' input:checked'));
const show = (next) => {
  for (const id of live) {
    const [old, fresh] = [document.getElementById(id), next.getElementById(id)];
    if (!old || !fresh || old.innerHTML === fresh.innerHTML) continue;
    const held = old.contains(document.activeElement) ? nameOf(document.activeElement) : undefined;
    old.replaceWith(document.adoptNode(fresh));
    if (held) [...fresh.querySelectorAll('a, button, input')].find((one) => nameOf(one) === held)?.focus();
  }
};
const refresh = async () => {
  if (isBusy()) return;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) throw new Error(answer.status);
    show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    status.textContent = '';
  } catch {
    status.textContent = 'The service does not answer; what is shown may be old.';
  }
};
if (document.querySelector('main [data-live]')) setInterval(refresh, 4000);
`;
