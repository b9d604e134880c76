export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1b2430; --soft: #566373; --line: #d8dee6; --paper: #ffffff; --ground: #f4f6f9;
  --accent: #0b5cad; --mark: #fff1bf; --mark-line: #d99a00;
  --good: #17703f; --warn: #8a5a00; --bad: #b3261e; --idle: #566373;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e9f0; --soft: #9aa7b6; --line: #33404f; --paper: #17202b; --ground: #0f161e;
    --accent: #7ab8ff; --mark: #4a3c0c; --mark-line: #e0b13a;
    --good: #6fd39b; --warn: #f0c05a; --bad: #ff8f86; --idle: #9aa7b6;
  }
}
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: break-word; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding: .75rem 1.5rem; background: var(--paper); border-bottom: 1px solid var(--line); }
.brand { font-weight: 700; font-size: 1.15rem; color: var(--ink); text-decoration: none; letter-spacing: -.01em; }
header nav a { margin-right: 1rem; text-decoration: none; padding: .2rem 0; }
header nav a[aria-current] { border-bottom: 2px solid var(--accent); color: var(--ink); }
.server { margin: 0 0 0 auto; font-size: .875rem; color: var(--soft); }
.health.answering { color: var(--good); } .health.not-answering { color: var(--bad); font-weight: 600; }
main { max-width: 90rem; margin: 0 auto; padding: 1.25rem 1.5rem 3rem; }
footer { padding: 1rem 1.5rem; color: var(--soft); font-size: .875rem; text-align: center; }
h1, .crumbs { overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .25rem 0 .75rem; letter-spacing: -.01em; }
h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
small { color: var(--soft); font-size: .8125rem; font-weight: 400; }
.quiet, .crumbs { color: var(--soft); font-size: .9rem; margin: .25rem 0 .75rem; }
.empty { padding: 2rem; text-align: center; color: var(--soft); background: var(--paper); border: 1px dashed var(--line); border-radius: 8px; }
code, pre, textarea, .source { font-family: ui-monospace, 'SF Mono', 'Cascadia Code', 'DejaVu Sans Mono', monospace; font-size: .85em; }
.groups { display: flex; flex-wrap: wrap; gap: .75rem 1.75rem; margin-bottom: 1.25rem; }
.headline { font-size: 1.05rem; margin: 0 0 1rem; }
.count span, .count small { display: block; white-space: nowrap; min-height: 1.25rem; } .count span span { display: inline; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 1.5rem; margin: 1.25rem 0; align-items: start; }
.links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 .5rem; } .links b { margin-left: .25rem; }
.figures th, .figures td { padding: .4rem .75rem; } .number { font-variant-numeric: tabular-nums; } a.zero { color: var(--soft); text-decoration: none; } td.number a { display: inline-block; min-width: 1.5rem; font-weight: 600; } td.number a.zero { font-weight: 400; }
.notice { background: var(--paper); border: 1px solid var(--good); border-left-width: 4px; border-radius: 8px; padding: .6rem 1rem; }
.chips { font-size: .9rem; margin: 0 0 .75rem; } .chips a { margin-left: .5rem; }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; max-width: 50rem; }
.plain-list { list-style: none; margin: 0 0 1rem; padding: 0; } .plain-list li { padding: .2rem 0; }
fieldset { border: 1px solid var(--line); border-radius: 8px; margin: 0 0 1rem; padding: .5rem 1rem .75rem; } fieldset label { display: block; padding: .15rem 0; } legend { font-weight: 600; padding: 0 .35rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0 0 .5rem; padding: 0; }
.count { display: block; min-width: 6rem; height: 100%; padding: .5rem .7rem; background: var(--paper); border: 1px solid var(--line); border-top: 3px solid currentColor; border-radius: 8px; text-decoration: none; }
.count b { display: block; font-size: 1.4rem; line-height: 1.2; color: var(--ink); }
.count.none b { color: var(--soft); font-weight: 400; }
.count[aria-current] { outline: 2px solid currentColor; }
.state-all { color: var(--accent); }
.state-received, .state-converted, .state-queued, .state-sending, .state-superseded { color: var(--idle); }
.state-delivered, .verdict-clean { color: var(--good); }
.state-held, .verdict-warnings, .severity-warning { color: var(--warn); }
.state-unreadable, .state-rejected, .state-failed, .verdict-errors, .severity-error, .severity-fatal { color: var(--bad); }
.severity-information { color: var(--soft); }
.badge { display: inline-block; padding: .05rem .5rem; border: 1px solid currentColor; border-radius: 999px; font-size: .85rem; font-weight: 600; white-space: nowrap; }
.severity { white-space: nowrap; font-size: .875rem; }
.filter { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: .75rem 0; }
.filter label, .try label { font-size: .875rem; color: var(--soft); }
.filter input:not([type=hidden]), .filter select { display: block; height: 2.25rem; } .filter button { height: 2.25rem; } .filter a { align-self: center; margin-top: 1.2rem; }
input, select, textarea, button, .button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .6rem; }
button, .button { background: var(--accent); border-color: var(--accent); color: var(--paper); cursor: pointer; text-decoration: none; font-weight: 600; }
.plain-button { background: var(--paper); color: var(--accent); border-color: var(--line); }
textarea { width: 100%; display: block; margin-top: .25rem; font-family: ui-monospace, monospace; font-size: .85rem; }
.actions { display: flex; gap: .5rem; margin: .75rem 0; }
.scroll { overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .55rem .75rem; border-bottom: 1px solid var(--line); }
thead th { font-size: .8125rem; color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; } tbody tr:hover, tbody tr[aria-current] { background: color-mix(in srgb, var(--accent) 6%, transparent); }
tbody th { font-weight: 600; } td small, th small { display: block; } .unseen + small { display: none; }
.list td { white-space: nowrap; } td p { margin: 0 0 .25rem; }
.plain { text-decoration: none; } time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.paging { display: flex; gap: 1rem; margin: .75rem 0; color: var(--soft); }
.summary { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: 0 0 .75rem; } .summary .quiet { margin: 0; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem; border-bottom: 1px solid var(--line); margin-bottom: 1rem; }
.tabs a { padding: .45rem .9rem; text-decoration: none; border-radius: 6px 6px 0 0; }
.tabs a[aria-current] { background: var(--paper); border: 1px solid var(--line); border-bottom-color: var(--paper); margin-bottom: -1px; color: var(--ink); font-weight: 600; }
.beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1rem; align-items: start; }
@media (max-width: 60rem) { .beside { grid-template-columns: minmax(0, 1fr); } .server { margin-left: 0; } }
@media (min-width: 60.01rem) { .beside > section { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; } }
.source { margin: 0; padding: .5rem 0; list-style: none; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
.source li { display: flex; gap: .75rem; padding: .1rem .75rem .1rem 0; border-left: 3px solid transparent; scroll-margin: 4rem; }
.source li a { flex: 0 0 3.2rem; text-align: right; color: var(--soft); text-decoration: none; user-select: none; } .source li a:hover { text-decoration: underline; }
.source li span { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 0; }
.source li.marked { background: var(--mark); border-left-color: var(--mark-line); }
.resource { background: var(--paper); border: 1px solid var(--line); border-left: 3px solid transparent; border-radius: 8px; padding: .6rem .9rem; margin-bottom: .6rem; }
.resource.marked { background: color-mix(in srgb, var(--mark) 45%, var(--paper)); border-left-color: var(--mark-line); }
.resource h3 { font-size: .875rem; font-weight: 400; margin: 0 0 .35rem; display: flex; flex-wrap: wrap; gap: .25rem .75rem; justify-content: space-between; overflow-wrap: anywhere; } .resource h3 a { text-decoration: none; }
.narrative { font-size: .9rem; overflow-x: auto; } .narrative h4 { margin: .25rem 0; font-size: 1rem; } .narrative p { margin: .2rem 0; } .narrative ul, .narrative ol { margin: .25rem 0; padding-left: 1.25rem; } .narrative td, .narrative th { padding: .2rem .4rem; }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; overflow: auto; max-height: 75vh; margin: 0; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 0 0 1rem; } .facts dt { color: var(--soft); } .facts dd { margin: 0; }
details { margin: .5rem 0; } summary { cursor: pointer; font-weight: 600; } .tab h2 { margin-top: 1rem; }
`;
