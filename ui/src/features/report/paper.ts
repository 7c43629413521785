// The server's HTML of a document, made harmless and put into a shadow root.
// The page's security policy forbids inline style elements and attributes; constructed style
// sheets and style properties are allowed, so the looks are carried over to these.

const FORBIDDEN = 'script, iframe, object, embed, link, base, meta, form, template';
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
		':host { all: initial; display: block; } body { display: block; margin: 0; }');
	const copy = document.importNode(body, true);
	for (const node of [copy, ...copy.querySelectorAll<HTMLElement>('[data-style]')]) {
		const style = node.dataset.style;
		if (style) node.style.cssText = style;
	}
	root.adoptedStyleSheets = [sheet];
	root.replaceChildren(copy);
}
