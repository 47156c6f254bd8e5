import { relativeTo } from './address.ts';
import { escaped } from './escape.ts';

/** What every page lets in: its own scripts and styles, its own frames, and nothing from anywhere else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** What the frame of pictures lets in: Mermaid writes styles into what it draws. Only text reaches this page. */
const PICTURE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** What is said of a page in its head. */
interface Head {
  /** Its path in the site. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Style sheets, classic scripts and modules, by their paths in the site. */
  readonly styles: readonly string[];
  readonly scripts?: readonly string[];
  readonly modules?: readonly string[];
}

const headOf = (
  { path, title, description, styles, scripts = [], modules = [] }: Head,
  policy: readonly string[] = POLICY,
): string => {
  const to = (target: string): string => escaped(relativeTo(path, target));
  return [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(policy.join('; '))}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<meta name="description" content="${escaped(description)}">`,
    `<title>${escaped(title)}</title>`,
    `<script src="${to('assets/begin-theme.js')}"></script>`,
    ...styles.map((style) => `<link rel="stylesheet" href="${to(style)}">`),
    ...scripts.map((script) => `<script defer src="${to(script)}"></script>`),
    ...modules.map((script) => `<script type="module" src="${to(script)}"></script>`),
  ].join('\n');
};

const PLACES = [
  ['index.html', 'Playground'],
  ['docs/index.html', 'Documentation'],
  ['docs/rules/index.html', 'Rules'],
] as const;

/** @param here the place in the header that the page belongs to */
function headerOf(path: string, here: string): string {
  const links = PLACES.map(([target, title]) => {
    const current = target === here ? ` aria-current="${target === path ? 'page' : 'true'}"` : '';
    return `<a href="${relativeTo(path, target)}"${current}>${title}</a>`;
  });
  return `<header class="site-header">
<a class="home" href="${relativeTo(path, 'index.html')}">pgdr-compile</a>
<nav aria-label="Site">${links.join('\n')}</nav>
<span class="space"></span>
<button type="button" id="theme" aria-pressed="false" hidden>Dark</button>
</header>`;
}

const htmlOf = (head: string, body: string): string =>
  `<!doctype html>\n<html lang="en">\n<head>\n${head}\n</head>\n${body}\n</html>\n`;

/** The page of the playground. */
export const playgroundPage = (): string =>
  htmlOf(
    headOf({
      path: 'index.html',
      title: 'pgdr-compile: playground',
      description:
        'Lint and compile a topology of PostgreSQL sites under Patroni, in the browser. Nothing leaves it.',
      styles: ['assets/base.css', 'assets/playground.css'],
      modules: ['assets/playground.js'],
    }),
    `<body class="playground">
<a class="skip" href="#main">Skip to the editor</a>
${headerOf('index.html', 'index.html')}
<main id="main" tabindex="-1">
<h1 class="only-read">pgdr-compile: playground</h1>
<div id="app"><p class="note loading">The playground is loading. It needs a web server: browsers load no modules from files. <a href="docs/index.html">The documentation</a> can be read from files.</p></div>
<noscript><p class="note">The playground needs JavaScript. <a href="docs/index.html">The documentation</a> does not.</p></noscript>
</main>
</body>`,
  );

/** The page in the frame that draws diagrams. */
export const picturePage = (): string =>
  htmlOf(
    headOf(
      {
        path: 'picture.html',
        title: 'Picture of the estate',
        description: 'Draws a diagram for the page around it.',
        styles: ['assets/base.css', 'assets/picture.css'],
        modules: ['assets/picture.js'],
      },
      PICTURE_POLICY,
    ),
    '<body>\n<main aria-label="Picture">\n<h1 class="only-read">Picture of the estate</h1>\n<div id="picture"></div>\n</main>\n</body>',
  );

/** A link of the navigation. */
export interface NavigationLink {
  /** The page in the site. */
  readonly page: string;
  readonly title: string;
}

/** Links under one heading. */
export interface NavigationGroup {
  readonly title: string;
  readonly links: readonly NavigationLink[];
}

/** A page of the documentation. */
export interface DocsPage {
  /** Its path in the site. */
  readonly path: string;
  readonly title: string;
  /** The body, as HTML. */
  readonly html: string;
  readonly navigation: readonly NavigationGroup[];
}

function navigationOf(path: string, groups: readonly NavigationGroup[]): string {
  return groups
    .map(({ title, links }) => {
      const items = links.map(({ page, title: name }) => {
        const current = page === path ? ' aria-current="page"' : '';
        return `<li><a href="${escaped(relativeTo(path, page))}"${current}>${escaped(name)}</a></li>`;
      });
      return `<h2>${escaped(title)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
    })
    .join('\n');
}

/** A page of the documentation, whole. It can be read from a file, and without JavaScript. */
export function docsPage({ path, title, html, navigation }: DocsPage): string {
  const root = relativeTo(path, '');
  const here = path.startsWith('docs/rules/') ? 'docs/rules/index.html' : 'docs/index.html';
  return htmlOf(
    headOf({
      path,
      title: `${title} · pgdr-compile`,
      description: `pgdr-compile: ${title}`,
      styles: ['assets/base.css', 'assets/docs.css'],
      scripts: ['assets/docs.js'],
    }),
    `<body class="docs" data-root="${escaped(root)}">
<a class="skip" href="#content">Skip to the text</a>
${headerOf(path, here)}
<div class="columns">
<div class="aside">
<form role="search" id="search" hidden>
<label for="query">Search the documentation</label>
<input type="search" id="query" autocomplete="off" aria-describedby="found">
<p id="found" role="status"></p>
<ol id="results"></ol>
</form>
<details class="navigation">
<summary>All pages</summary>
<nav aria-label="Documentation">
${navigationOf(path, navigation)}
</nav>
</details>
</div>
<main id="content" tabindex="-1">
${html}
</main>
</div>
</body>`,
  );
}
