// The server's HTML of a document, made harmless and put into a shadow root.
// The page's security policy forbids inline style elements and attributes; constructed style
// sheets and style properties are allowed, so the looks are carried over to these.

const FORBIDDEN = 'script, iframe, object, embed, link, base, meta, form, style, template';

export interface Taken {
	body: HTMLElement;
	css: string;
}

export function takeDocument(html: string, parser: DOMParser = new DOMParser()): Taken {
	const parsed = parser.parseFromString(html, 'text/html');
	const css = [...parsed.querySelectorAll('style')].map((style) => style.textContent).join('\n');
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
	for (const node of [copy, ...copy.querySelectorAll<HTMLElement>('[style]')]) {
		const style = node.getAttribute('style');
		if (style) node.style.cssText = style;
	}
	root.adoptedStyleSheets = [sheet];
	root.replaceChildren(copy);
}
