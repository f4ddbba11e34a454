/** The style of a report's page: no font, picture or colour from elsewhere; readable in light and dark, on a wide screen and a narrow one. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --good: #1a7f37; --bad: #c6362c; }
@media (prefers-color-scheme: dark) { :root { --good: #3fb950; --bad: #ff7b72; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 72rem; }
h1 { font-size: 1.6rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .875em; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .75rem; white-space: pre-wrap; margin: .5rem 0; }
dl.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .5rem; margin: 1rem 0; }
dl.figures div { background: var(--soft); padding: .5rem .75rem; border-radius: .25rem; }
dt { font-size: .8rem; } dd { margin: 0; font-size: 1.25rem; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid var(--line); }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; }
svg.waves { font-size: 13px; }
svg.waves text { fill: currentColor; }
svg.waves path { fill: none; stroke: #888; }
svg.waves rect { fill: var(--soft); stroke: currentColor; }
details { border: 1px solid var(--line); border-radius: .25rem; margin: .5rem 0; padding: 0 .75rem; }
summary { cursor: pointer; padding: .5rem 0; overflow-wrap: anywhere; }
.passed, .merged, .verified, .completed { color: var(--good); }
.failed, .unresolved, .completed-with-unresolved, .missing { color: var(--bad); }
.note { font-size: .9rem; opacity: .8; }
`;
