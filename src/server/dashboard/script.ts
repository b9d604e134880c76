/** Small comforts; every page works without them. Served as a file, so the content security policy needs no exception. */
export const SCRIPT = `'use strict';
const rangesOf = (one) => (one.dataset.src || '').split(' ').filter(Boolean).map((text) => text.split('-').map(Number));
const sized = (one) => rangesOf(one).reduce((sum, [first, last]) => sum + last - first + 1, 0);
const clear = (name) => document.querySelectorAll('.' + name).forEach((one) => one.classList.remove(name));
const reveal = (one) => one && one.scrollIntoView({ block: 'nearest' });
const setLines = (one, name, most) => {
  let count = 0;
  for (const [first, last] of rangesOf(one)) for (let n = first; n <= last && count < most; n += 1, count += 1) document.getElementById('L' + n)?.classList.add(name);
};
const madeOf = (n) => [...document.querySelectorAll('[data-src]')].filter((one) => rangesOf(one).some(([first, last]) => first <= n && n <= last)).sort((a, b) => sized(a) - sized(b));
const lineNumber = (one) => Number(/^L(\\d+)$/.exec(one?.id || '')?.[1] || 0);

document.addEventListener('mouseover', (event) => {
  clear('lit');
  const made = event.target.closest('[data-src]');
  if (made) { made.classList.add('lit'); setLines(made, 'lit', 200); return; }
  const n = lineNumber(event.target.closest('p[id]'));
  if (n) madeOf(n).slice(0, 20).forEach((one) => one.classList.add('lit'));
});
document.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  const fact = link?.classList.contains('src') ? link.closest('.fact') : undefined;
  if (fact) {
    event.preventDefault();
    clear('marked');
    fact.classList.add('marked');
    setLines(fact, 'marked', 5000);
    reveal(document.getElementById('L' + rangesOf(fact)[0]?.[0]));
    if (link.search) history.replaceState(null, '', link.href);
    return;
  }
  const n = lineNumber(link?.parentElement);
  const made = n ? madeOf(n) : [];
  if (made.length === 0 || !made[0].classList.contains('fact')) return;
  event.preventDefault();
  clear('marked');
  link.parentElement.classList.add('marked');
  for (const one of made) { one.classList.add('marked'); const box = one.closest('details'); if (box) box.open = true; }
  reveal(made[0]);
  if (link.search) history.replaceState(null, '', link.href);
});
const showMarked = () => {
  for (const pane of document.querySelectorAll('.pane')) {
    const first = pane.querySelector('.marked');
    if (!first) continue;
    const box = first.closest('details');
    if (box) box.open = true;
    const gap = Math.max(80, pane.querySelector('.notice')?.offsetHeight + 70 || 0);
    pane.scrollTop += first.getBoundingClientRect().top - pane.getBoundingClientRect().top - gap;
  }
};
addEventListener('load', () => { showMarked(); requestAnimationFrame(showMarked); });

const copied = (button) => { button.textContent = 'Copied'; };
for (const button of document.querySelectorAll('[data-copy], [data-copy-from]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const { copy, copyFrom } = button.dataset;
    const lines = copy === 'resource' ? [...document.querySelectorAll('[data-lines=E] p > span')].map((one) => one.textContent).join('\\n') : undefined;
    const text = copyFrom ? await (await fetch(copyFrom)).text() : lines ?? document.getElementById(copy).textContent;
    await navigator.clipboard.writeText(text);
    copied(button);
  });
}

const field = document.querySelector('[data-drop]');
if (field) {
  const take = async (file) => { if (file) field.value = await file.text(); };
  for (const one of document.querySelectorAll('.file, [data-drop-note]')) one.hidden = false;
  document.querySelector('[data-file]').addEventListener('change', (event) => take(event.target.files[0]));
  field.addEventListener('dragover', (event) => event.preventDefault());
  field.addEventListener('drop', (event) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
}

const parts = [...document.querySelectorAll('[data-live]')];
const known = new Map(parts.map((one) => [one.id, one.innerHTML]));
const address = document.querySelector('main [data-live]')?.dataset.live;
const status = document.getElementById('live');
const nameOf = (one) => one.id || one.getAttribute('href') || one.value;
const isBusy = () => document.hidden || document.querySelector('[data-live] input:checked') !== null;
const titleOf = (box) => box.querySelector('summary').textContent.replace(/\\d+/g, '');
const show = (next) => {
  for (const [id, html] of known) {
    const [old, fresh] = [document.getElementById(id), next.getElementById(id)];
    if (!old || !fresh || html === fresh.innerHTML) continue;
    known.set(id, fresh.innerHTML);
    const held = old.contains(document.activeElement) ? nameOf(document.activeElement) : undefined;
    const isOpen = new Map([...old.querySelectorAll('details')].map((box) => [titleOf(box), box.open]));
    old.replaceWith(document.adoptNode(fresh));
    for (const box of fresh.querySelectorAll('details')) box.open = isOpen.get(titleOf(box)) ?? box.open;
    if (held) [...fresh.querySelectorAll('a, button, input')].find((one) => nameOf(one) === held)?.focus();
  }
};
const refresh = async () => {
  const begun = performance.now();
  try {
    const answer = isBusy() ? undefined : await fetch(address || location.href, { headers: { accept: 'text/html' } });
    if (answer && !answer.ok) throw new Error(answer.status);
    if (answer) show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    status.textContent = '';
  } catch {
    status.textContent = 'The service does not answer; what is shown may be old.';
  }
  // A service that takes long to answer is asked less often.
  if (document.querySelector('main [data-live]')) setTimeout(refresh, Math.max(4000, 20 * (performance.now() - begun)));
};
if (address !== undefined) setTimeout(refresh, 4000);
`;
