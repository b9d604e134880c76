/** Light and dark by the reader's choice, one column on narrow screens. */
export const STYLE = `:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --soft: light-dark(#f6f8fa, #151b23); --link: light-dark(#0550ae, #79b8ff); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; display: grid; grid-template: auto 1fr / 17rem minmax(0, 1fr); background: light-dark(#fff, #0d1117); color: light-dark(#1f2328, #e6edf3); }
header { grid-column: 1 / -1; padding: .7rem 1.2rem; border-bottom: 1px solid var(--line); font-weight: 600; }
header span { font-weight: 400; }
header a { color: inherit; text-decoration: none; }
nav { padding: 1rem 1.2rem; border-right: 1px solid var(--line); font-size: .9rem; }
nav ul { list-style: none; margin: .2rem 0 1rem; padding: 0; }
nav li { margin: .3rem 0; }
nav summary { font-weight: 600; cursor: pointer; }
main { padding: 1rem 2rem 4rem; max-width: 64rem; min-width: 0; }
a { color: var(--link); }
a[aria-current] { font-weight: 600; color: inherit; }
a:focus-visible, summary:focus-visible, .table:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--soft); padding: .4rem .8rem; }
h1 { line-height: 1.25; } h2 { border-bottom: 1px solid var(--line); padding-bottom: .3rem; margin-top: 2.2rem; }
pre { background: var(--soft); border: 1px solid var(--line); padding: .8rem 1rem; overflow-x: auto; }
code { font: .88em ui-monospace, monospace; background: var(--soft); overflow-wrap: anywhere; } pre code { background: none; overflow-wrap: normal; }
.table { overflow-x: auto; margin: 1rem 0; } table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; } th { background: var(--soft); }
@media (max-width: 50rem) { body { display: block; } nav { border: 0; border-bottom: 1px solid var(--line); } main { padding: 1rem; } }
@media print { nav, header, .skip { display: none; } body { display: block; } }
`;
