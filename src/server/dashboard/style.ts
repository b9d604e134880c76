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
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, .scroll:focus-visible, .pane:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding: .75rem 1.5rem; background: var(--paper); border-bottom: 1px solid var(--line); }
.brand { font-weight: 700; font-size: 1.15rem; color: var(--ink); text-decoration: none; letter-spacing: -.01em; }
header nav a { display: inline-block; white-space: nowrap; margin-right: 1rem; text-decoration: none; padding: .2rem 0; }
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
.groups { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; margin-bottom: 1.25rem; }
main > h2, main > form > h2 { margin-top: 1.25rem; } .figures td a { white-space: nowrap; }
.headline { font-size: 1.05rem; margin: 0 0 1rem; }
.count span, .count small { display: block; white-space: nowrap; min-height: 1.25rem; } .count span span { display: inline; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 1.5rem; margin: 1.25rem 0; align-items: start; }
.links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 .5rem; } .links b { margin-left: .25rem; }
.figures th, .figures td { padding: .4rem .75rem; } .number { font-variant-numeric: tabular-nums; white-space: nowrap; } a.zero { color: var(--soft); text-decoration: none; } td.number a { display: inline-block; min-width: 1.5rem; font-weight: 600; } td.number a.zero { font-weight: 400; }
.notice { background: var(--paper); border: 1px solid var(--good); border-left-width: 4px; border-radius: 8px; padding: .6rem 1rem; }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; max-width: 50rem; }
.plain-list { list-style: none; margin: 0 0 1rem; padding: 0; } .plain-list li { padding: .2rem 0; }
fieldset { border: 1px solid var(--line); border-radius: 8px; margin: 0 0 1rem; padding: .5rem 1rem .75rem; } fieldset label { display: block; padding: .15rem 0; } legend { font-weight: 600; padding: 0 .35rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0 0 .5rem; padding: 0; }
.count { display: block; min-width: 5.5rem; height: 100%; padding: .5rem .55rem; background: var(--paper); border: 1px solid var(--line); border-top: 3px solid currentColor; border-radius: 8px; text-decoration: none; }
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
.wide { display: block; width: 100%; max-width: 48rem; } .actions { align-items: center; flex-wrap: wrap; display: flex; gap: .5rem; margin: .75rem 0; }
.scroll { overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .55rem .75rem; border-bottom: 1px solid var(--line); }
thead th { font-size: .8125rem; color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; } tbody tr:hover, tbody tr[aria-current] { background: color-mix(in srgb, var(--accent) 6%, transparent); }
tbody th { font-weight: 600; } td small, th small { display: block; } .unseen + small { display: none; }
.list td { white-space: nowrap; } .list .words { white-space: normal; min-width: 8rem; } td p { margin: 0 0 .25rem; }
.plain { text-decoration: none; } time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.paging { display: flex; gap: 1rem; margin: .75rem 0; color: var(--soft); }
.summary { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: 0 0 .75rem; } .summary .quiet { margin: 0; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem; border-bottom: 1px solid var(--line); margin-bottom: 1rem; }
.tabs a { padding: .45rem .9rem; text-decoration: none; border-radius: 6px 6px 0 0; }
.tabs a[aria-current] { background: var(--paper); border: 1px solid var(--line); border-bottom-color: var(--paper); margin-bottom: -1px; color: var(--ink); font-weight: 600; }
.beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1rem; align-items: start; }
@media (max-width: 60rem) { .beside { grid-template-columns: minmax(0, 1fr); } .server { margin-left: 0; } }
@media (min-width: 60.01rem) { .beside > .pane { position: sticky; top: .75rem; max-height: calc(100vh - 1.5rem); overflow-y: auto; } }
@media (max-width: 60rem) { .beside > .pane:first-child { max-height: 45vh; overflow-y: auto; } }
.pane { border-radius: 8px; min-width: 0; }
.pane > h2 { position: sticky; top: 0; z-index: 1; background: var(--ground); margin: 0; padding: .35rem .1rem .5rem; }
.source { padding: .5rem 0; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
.lines { content-visibility: auto; contain-intrinsic-size: auto 2200px; }
.source p { display: flex; gap: .75rem; margin: 0; padding: .05rem .75rem .05rem 0; border-left: 3px solid transparent; scroll-margin: 4rem; }
.source p > a, .source p > i { flex: 0 0 3.2rem; text-align: right; color: var(--soft); text-decoration: none; font-style: normal; user-select: none; } .source a:hover { text-decoration: underline; }
.source span { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 0; }
.source .lit, .fact.lit { background: color-mix(in srgb, var(--mark) 40%, var(--paper)); }
.source .marked, .fact.marked { background: var(--mark); box-shadow: inset 3px 0 var(--mark-line); }
.marked, .marked a, .marked i, .marked small, .marked .quiet, .source .marked > a, .marked .chip { color: var(--ink); } .marked .chip, .marked .src { border-color: currentColor; }
.source .long span { max-height: 7.5em; overflow-y: auto; }
.trial .part { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: 0 0 .75rem; }
.part h3 { font-size: 1rem; margin: 0 0 .5rem; } .part h4 { margin: .75rem 0 .35rem; font-size: .9375rem; } .part p { margin: .25rem 0; }
.part .facts { margin: 0; display: block; } .part .facts .fact { display: grid; grid-template-columns: minmax(7rem, 10.5rem) 1fr; gap: .25rem 1rem; padding: .2rem .35rem; }
.fact { border-radius: 4px; scroll-margin: 4rem; overflow-wrap: anywhere; }
.src { font-size: .75rem; color: var(--soft); text-decoration: none; border: 1px solid var(--line); border-radius: 4px; padding: 0 .3rem; white-space: nowrap; font-variant-numeric: tabular-nums; } .src:hover { border-color: currentColor; }
.derived { border-bottom: 1px dotted currentColor; cursor: help; }
.criteria, .entries, .sites, .issues, .changes { margin: .25rem 0; padding-left: 1.25rem; } .criteria li, .entries li { margin: .3rem 0; padding: .1rem .35rem; } .sites, .issues { list-style: none; padding: 0; } .sites li { padding: .15rem .35rem; }
.criteria .criteria { border-left: 2px solid var(--line); padding-left: 1.5rem; }
.typed { display: flex; flex-wrap: wrap; gap: .3rem; align-items: center; margin: .2rem 0; } .chip { font-size: .8125rem; border: 1px solid var(--accent); color: var(--accent); border-radius: 6px; padding: 0 .45rem; } .how { display: block; }
.issues .fact { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .9rem; margin: 0 0 .6rem; } .issues p { margin: .15rem 0; } .issues .help { font-size: .875rem; color: var(--soft); } .marked .help { color: inherit; } .issues .fact.marked { background: var(--mark); } .places { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; overflow-wrap: anywhere; }
.picture { margin: .25rem 0 .75rem; } .picture svg { display: block; min-width: 34rem; max-width: 100%; height: auto; font: 14px system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; } .picture text { fill: var(--ink); } .picture .strong { font-weight: 600; } .picture .soft { fill: var(--soft); font-size: 13px; } .picture .line { fill: none; stroke: var(--soft); stroke-width: 1.5; } .picture .box { fill: var(--ground); stroke: var(--line); } .picture .node { fill: var(--paper); stroke: var(--soft); } .picture .pill { fill: var(--paper); stroke: var(--accent); }
.resources { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0 0 .5rem; font-size: .9rem; } .resources details { margin: .15rem 0; } .resources details[open] { flex-basis: 100%; } .resources ul { margin: .25rem 0; padding-left: 1.25rem; max-height: 14rem; overflow-y: auto; } .rule { display: block; }
.notice p { margin: .2rem 0; overflow-wrap: anywhere; } .notice { overflow-wrap: anywhere; margin: 0 0 .75rem; } .pane .notice { border-color: var(--mark-line); position: sticky; top: 2.1rem; z-index: 1; max-height: 12rem; overflow-y: auto; } #chosen { scroll-margin: 12rem; } b#chosen { position: absolute; } .pane > h3 { font-size: .9375rem; font-weight: 400; margin: .75rem 0 .4rem; overflow-wrap: anywhere; scroll-margin: 3rem; } .tab section > h3 { font-size: 1rem; }
.group > summary { padding: .35rem 0; } .default th, .default td { color: var(--soft); } .words { overflow-wrap: anywhere; } .words .quiet { font-size: inherit; }
.panel.wide { max-width: none; margin-bottom: 1.25rem; } .panel h3 { font-size: .9375rem; margin: .75rem 0 .25rem; } .panel > h3:first-child { margin-top: 0; } .changes li { margin: .2rem 0; overflow-wrap: anywhere; } .file { cursor: pointer; } .file:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; } [hidden] { display: none !important; }
.narrative { font-size: .9rem; overflow-x: auto; background: var(--paper); padding: .5rem .9rem; border-radius: 8px; } .narrative h4 { margin: .25rem 0; font-size: 1rem; } .narrative p { margin: .2rem 0; }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; overflow: auto; max-height: 75vh; margin: 0; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 0 0 1rem; } .facts dt { color: var(--soft); } .facts dd { margin: 0; }
details { margin: .5rem 0; } summary { cursor: pointer; font-weight: 600; } .tab h2 { margin-top: 1rem; } .tab .pane > h2 { margin-top: 0; }
@media (min-width: 60.01rem) { .group table { table-layout: fixed; } .group th:first-child { width: 50%; } }
@media (max-width: 40rem) {
  main { padding: 1rem 1rem 2.5rem; } header { padding: .75rem 1rem; } .tabs a { padding: .4rem .6rem; }
  .part .facts .fact { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .list, .list tbody, .list th, .list td { display: block; } .list tr { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; padding: .65rem .75rem; border-bottom: 1px solid var(--line); }
  .list thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } .list tbody > tr:last-child { border-bottom: 0; }
  .list tbody th, .list td { border: 0; padding: 0; } .list tbody th { flex: 1 1 100%; } .list .choice + th { flex-basis: calc(100% - 2.5rem); } .list .words { min-width: 0; }
  .figures:has(.words), .figures:has(.words) :is(tbody, th, td) { display: block; } .figures:has(.words) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .figures:has(.words) tbody tr { display: flex; flex-wrap: wrap; gap: .15rem .75rem; align-items: baseline; padding: .6rem .75rem; border-bottom: 1px solid var(--line); } .figures:has(.words) tbody > tr:last-child { border-bottom: 0; } .figures:has(.words) tbody :is(th, td) { border: 0; padding: 0; }
  .figures tr:has(> .number) > .words { order: 9; flex: 1 1 100%; } .figures tr:has(> .words) > th { flex: 1 1 auto; } .group .figures tr:has(> .words) > th { flex-basis: 100%; } [data-of] a { min-width: 0; } [data-of]::after { content: ' ' attr(data-of); color: var(--soft); font-size: .8125rem; }
}
`;
