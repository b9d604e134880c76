import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Marked, type Tokens } from 'marked';
import { escapeHtml } from '../../src/shared/html.ts';
import type { Document } from './documents.ts';

export interface Rendered {
  readonly html: string;
  /** Files of the project that are linked to and are no documents, from its root. */
  readonly files: readonly string[];
}

/** HTML of a document, its links led to pages (`pages`: page by path of the source) and to copies of files. */
export function render(
  { path, page, markdown }: Document,
  pages: ReadonlyMap<string, string>,
  root: string,
): Rendered {
  const files: string[] = [];
  const slugs = new Map<string, number>();
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading): string {
        return `<h${depth} id="${slugOf(text, slugs)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link): string {
        const text = this.parser.parseInline(tokens);
        const target = targetOf(href);
        return target === undefined ? text : `<a href="${escapeHtml(target)}">${text}</a>`;
      },
      html({ text }: Tokens.HTML | Tokens.Tag): string {
        // Marks for scripts are comments, marks for links are empty; the documents hold no other HTML.
        if (/^<a id="[\w-]+">$|^<\/a>$/.test(text.trim())) return text;
        return text.startsWith('<!--') ? '' : escapeHtml(text);
      },
      table(token: Tokens.Table): string {
        const row = (cells: readonly Tokens.TableCell[], tag: 'th' | 'td'): string =>
          `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`;
        const body = token.rows.map((cells) => row(cells, 'td')).join('\n');
        return `<div class="table" tabindex="0"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`;
      },
    },
  });

  function targetOf(href: string): string | undefined {
    if (/^[a-z]+:/i.test(href) || href.startsWith('#')) return href;
    const [link = '', anchor] = href.split('#');
    const source = posix.normalize(posix.join(posix.dirname(path), link));
    const known = pages.get(source) ?? pages.get(posix.join(source, 'README.md'));
    const here = posix.dirname(page);
    if (known !== undefined)
      return `${posix.relative(here, known)}${anchor === undefined ? '' : `#${anchor}`}`;
    if (!existsSync(join(root, source)))
      throw new Error(`${path} links to ${href}, which is not there`);
    // A folder is no page: its name has to do.
    if (statSync(join(root, source)).isDirectory()) return undefined;
    files.push(source);
    return posix.relative(here, `files/${source}.txt`);
  }

  const html = marked.parse(markdown, { async: false });
  return { html, files };
}

/** As GitHub names headings, so that links work there and here. */
function slugOf(text: string, taken: Map<string, number>): string {
  const plain = text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  const slug = plain
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
  const count = taken.get(slug) ?? 0;
  taken.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}
