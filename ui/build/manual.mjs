// Turns the user's manual (docs/manual/LANGUAGE/PAGE.md) into pages of the interface, flat in
// dist: help.LANGUAGE.PAGE.html is served as /help/LANGUAGE/PAGE. A page begins with its title
// ("# …"); the order of the contents is that of docs/manual/contents.txt.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked } from 'marked';

const SAY = {
	vi: { manual: 'Hướng dẫn sử dụng', other: 'English', back: 'Về chương trình', contents: 'Mục lục' },
	en: { manual: 'Manual', other: 'Tiếng Việt', back: 'To the program', contents: 'Contents' },
};

const [source = '../docs/manual', folder = 'dist'] = process.argv.slice(2);
const order = readFileSync(join(source, 'contents.txt'), 'utf8').split('\n').filter(Boolean);
const css = readFileSync(join(import.meta.dirname, 'manual.css'), 'utf8');
const style = `help-${createHash('sha256').update(css).digest('hex').slice(0, 8)}.css`;
const escapeHtml = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function slug(text) {
	return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase()
		.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

const marked = new Marked({
	renderer: {
		heading({ tokens, depth, text }) {
			return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
		},
		// A wide table scrolls by itself; the keyboard must reach it.
		table(token) {
			const row = (cells, tag) => `<tr>${cells.map((cell) =>
				`<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
			return '<div class="wide" role="region" tabindex="0" aria-label="table"><table><thead>' +
				`${row(token.header, 'th')}</thead><tbody>` +
				`${token.rows.map((cells) => row(cells, 'td')).join('\n')}</tbody></table></div>\n`;
		},
		code({ text }) {
			return `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`;
		},
		// Other pages are named as files, so that they can be followed in the repository too.
		link({ href, title, tokens }) {
			const to = href.replace(/^([a-z_]+)\.md(#.*)?$/, (_, page, part) => `${page}${part ?? ''}`);
			return `<a href="${escapeHtml(to)}"${title ? ` title="${escapeHtml(title)}"` : ''}>` +
				`${this.parser.parseInline(tokens)}</a>`;
		},
	},
});

function page(language, name, pages) {
	const say = SAY[language];
	const other = language === 'vi' ? 'en' : 'vi';
	const links = order.map((each) => `<li><a href="/help/${language}/${each}"` +
		`${each === name ? ' aria-current="page"' : ''}>${escapeHtml(pages[each].title)}</a></li>`);
	return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(pages[name].title)} – dientap</title>
<link rel="stylesheet" href="/${style}"></head>
<body><header><a class="back" href="/">‹ ${say.back}</a><strong>${say.manual}</strong>
<a lang="${other}" hreflang="${other}" href="/help/${other}/${name}">${say.other}</a></header>
<nav aria-label="${say.contents}"><ol>${links.join('\n')}</ol></nav>
<main>${pages[name].html}</main></body></html>
`;
}

let count = 0;
for (const language of Object.keys(SAY)) {
	const pages = {};
	for (const name of order) {
		const text = readFileSync(join(source, language, `${name}.md`), 'utf8').normalize('NFC');
		pages[name] = { title: /^# (.+)$/m.exec(text)?.[1] ?? name, html: marked.parse(text) };
	}
	const extra = readdirSync(join(source, language)).filter((file) => file.endsWith('.md') &&
		!order.includes(file.slice(0, -3)));
	if (extra.length > 0) throw new Error(`not in contents.txt: ${language}/${extra.join(', ')}`);
	for (const name of order) {
		writeFileSync(join(folder, `help.${language}.${name}.html`), page(language, name, pages));
		count++;
	}
}
writeFileSync(join(folder, style), css);
console.log(`manual: ${count} pages`);
