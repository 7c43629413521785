// The server's HTML of a document, made harmless and put into a shadow root.
// The page's security policy forbids inline style elements and attributes; constructed style
// sheets and style properties are allowed, so the looks are carried over to these.

const FORBIDDEN = 'script, iframe, object, embed, link, base, meta, form, template';
/* The document begins from nothing, and its figures show that they open. */
const LOOKS = ':host { all: initial; display: block; } body { display: block; margin: 0; }' +
	'@media screen { [data-figure][role=button] { cursor: pointer;' +
	' border-bottom: 1px dotted #1d5b3c; }' +
	' [data-figure][role=button]:focus-visible { outline: 3px solid #b35c00; } }';
const PAGE = /@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g;
const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/gi;

export interface Taken {
	body: HTMLElement;
	css: string;
}

/** Takes the looks out before parsing: even an unseen document obeys the page's policy. */
export function takeStyles(html: string): { css: string; rest: string } {
	const css = [...html.matchAll(STYLE)].map((found) => found[1]).join('\n');
	return { css, rest: html.replace(STYLE, '').replace(/(<[^<>]*?)\sstyle=/gi, '$1 data-style=') };
}

export function takeDocument(html: string, parser: DOMParser = new DOMParser()): Taken {
	const { css, rest } = takeStyles(html);
	const parsed = parser.parseFromString(rest, 'text/html');
	for (const node of parsed.querySelectorAll(FORBIDDEN)) node.remove();
	for (const node of parsed.querySelectorAll('*'))
		for (const attribute of [...node.attributes])
			if (/^on/i.test(attribute.name) || /^\s*javascript:/i.test(attribute.value))
				node.removeAttribute(attribute.name);
	return { body: parsed.body, css };
}

export function showDocument(root: ShadowRoot, html: string): void {
	const { body, css } = takeDocument(html);
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`${css}\n` +
		LOOKS);
	const copy = document.importNode(body, true);
	for (const node of [copy, ...copy.querySelectorAll<HTMLElement>('[data-style]')]) {
		const style = node.dataset.style;
		if (style) node.style.cssText = style;
	}
	root.adoptedStyleSheets = [sheet];
	root.replaceChildren(copy);
}

/** The document's rules of the printed page (A4, margins, page number). */
export const pageText = (html: string): string =>
	(takeStyles(html).css.match(PAGE) ?? []).join('\n');

export function pageRules(html: string): CSSStyleSheet {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(pageText(html));
	return sheet;
}

/** Each figure whose rows are known becomes a button. */
export function markFigures(root: ShadowRoot, rows: Record<string, unknown>): void {
	for (const figure of root.querySelectorAll<HTMLElement>('[data-figure]')) {
		if (!(figure.dataset.figure! in rows)) continue;
		figure.setAttribute('role', 'button');
		figure.tabIndex = 0;
	}
}
