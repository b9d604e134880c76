/** The page's whole look: no script, no address is loaded from anywhere. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1b2430; --soft: #56626f; --line: #d8dee6; --paper: #ffffff; --ground: #f4f6f9;
  --accent: #0b5cad; --mark: #ffe9a8; --code: #f6f8fa;
  --good: #17703f; --warn: #8a5a00; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e9f0; --soft: #9aa7b6; --line: #33404f; --paper: #17202b; --ground: #0f161e;
    --accent: #7ab8ff; --mark: #5c4a10; --code: #111a24;
    --good: #6fd39b; --warn: #f0c05a; --bad: #ff8f86;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: ui-monospace, 'SF Mono', 'Cascadia Code', 'DejaVu Sans Mono', monospace; font-size: .85em; }
code { overflow-wrap: anywhere; }
header, main { max-width: 72rem; margin: 0 auto; padding: 1.25rem 1.5rem 0; }
main { padding-bottom: 4rem; }
h1 { font-size: 1.05rem; font-weight: 600; margin: 0; color: var(--soft); }
.verdict { font-size: 1.75rem; line-height: 1.25; font-weight: 700; letter-spacing: -.015em; margin: .15rem 0 .75rem; }
.verdict.bad { color: var(--bad); } .verdict.warn { color: var(--warn); } .verdict.good { color: var(--good); }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; letter-spacing: -.01em; }
.told { color: var(--soft); font-size: .9rem; margin: 0 0 .35rem; max-width: 60rem; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0 0 1rem; padding: 0; }
.counts li { min-width: 6.5rem; padding: .45rem .8rem; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; font-size: .875rem; color: var(--soft); }
.counts b { display: block; font-size: 1.35rem; line-height: 1.2; color: var(--ink); font-variant-numeric: tabular-nums; }
.counts .error b { color: var(--bad); } .counts .warning b { color: var(--warn); }
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .25rem .9rem; padding: .6rem 0; margin-top: 1rem; background: var(--ground); border-bottom: 1px solid var(--line); font-size: .9375rem; }
.filter a { text-decoration: none; } .filter a:hover { text-decoration: underline; }
.filter i { flex: 1; }
#errors:target ~ .list > :not(.error), #warnings:target ~ .list > :not(.warning), #notes:target ~ .list > :not(.information) { display: none; }
#errors:target ~ .filter [href='#errors'], #warnings:target ~ .filter [href='#warnings'], #notes:target ~ .filter [href='#notes'] { font-weight: 700; color: var(--ink); text-decoration: underline; text-underline-offset: .3em; }
.rule, .resource { background: var(--paper); border: 1px solid var(--line); border-left: 4px solid var(--soft); border-radius: 8px; margin: 0 0 .5rem; }
.rule.error { border-left-color: var(--bad); } .rule.warning { border-left-color: var(--warn); }
.resource.error { border-left-color: var(--bad); } .resource.warning { border-left-color: var(--warn); } .resource.good { border-left-color: var(--good); }
summary { cursor: pointer; padding: .6rem .9rem; display: flex; flex-wrap: wrap; gap: .15rem .75rem; align-items: baseline; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '▸'; color: var(--soft); } details[open] > summary::before { content: '▾'; }
summary > span:nth-of-type(2) { flex: 1 1 18rem; min-width: 0; font-weight: 600; overflow-wrap: anywhere; }
.severity { font-size: .8125rem; font-weight: 700; white-space: nowrap; } .severity.error, .severity.fatal { color: var(--bad); } .severity.warning { color: var(--warn); } .severity.information { color: var(--soft); } .severity.good { color: var(--good); }
.quiet { color: var(--soft); font-size: .875rem; font-variant-numeric: tabular-nums; }
.more { border-top: 1px solid var(--line); } .more > summary { color: var(--soft); }
.issue { border-top: 1px solid var(--line); padding: .7rem .9rem; }
.issue p { margin: 0 0 .3rem; overflow-wrap: anywhere; }
.issue:target { background: color-mix(in srgb, var(--mark) 35%, transparent); }
.issue pre { margin: .4rem 0 0; padding: .5rem 0; background: var(--code); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; tab-size: 2; line-height: 1.45; }
.issue pre > span { display: block; padding: 0 .8rem; width: max-content; min-width: 100%; }
.issue pre > .here { background: color-mix(in srgb, var(--mark) 45%, transparent); }
.issue pre b { display: inline-block; min-width: 2.5rem; padding-right: 1rem; text-align: right; color: var(--soft); font-weight: 400; user-select: none; }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: .05rem .1rem; }
.resource ul { margin: 0; padding: 0 .9rem .6rem 2.4rem; } .resource li { margin: .15rem 0; overflow-wrap: anywhere; }
details.types { margin: .75rem 0 0; } details.types summary { padding: 0; color: var(--soft); font-size: .9rem; } details.types p { margin: .25rem 0 0; font-size: .9rem; }
.empty { padding: 2.5rem; text-align: center; color: var(--soft); background: var(--paper); border: 1px dashed var(--line); border-radius: 8px; }
footer { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem 2rem; color: var(--soft); font-size: .875rem; }
@media (max-width: 40rem) { header, main { padding-left: .9rem; padding-right: .9rem; } .verdict { font-size: 1.35rem; } .counts li { flex: 1 1 5.5rem; min-width: 0; } .resource ul { padding-left: 1.4rem; } .issue pre b { min-width: 1.75rem; padding-right: .6rem; } }
@media print { body { background: none; } .filter { display: none; } .issue { break-inside: avoid; } }
`;
