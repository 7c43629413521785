// The address bar as a signal. The server answers every address with the same page.

let path = $state(location.pathname);
let search = $state(location.search);
let guard: (() => boolean) | null = null;

function take(): void {
	path = location.pathname;
	search = location.search;
}

addEventListener('popstate', take);

export const place = {
	get path() { return path; },
	get query() { return new URLSearchParams(search); },
};

/** A form with unsaved text asks before it is left; the result takes the guard away. */
export function guardLeaving(mayLeave: () => boolean): () => void {
	guard = mayLeave;
	return () => { if (guard === mayLeave) guard = null; };
}

export function go(to: string, replace = false): void {
	if (to === location.pathname + location.search) return;
	if (guard && !guard()) return;
	if (replace) history.replaceState(null, '', to);
	else history.pushState(null, '', to);
	const moved = new URL(to, location.href).pathname !== path;
	take();
	if (moved && !replace) window.scrollTo(0, 0);
}

/** Changes only the part after "?", in place. */
export function setQuery(changes: Record<string, string | null>): void {
	const query = new URLSearchParams(location.search);
	for (const [name, value] of Object.entries(changes))
		if (value === null || value === '') query.delete(name);
		else query.set(name, value);
	const text = query.toString();
	history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
	take();
}

/** Plain links stay inside the page; new tabs, downloads and other sites are left alone. */
export function followLinks(event: MouseEvent): void {
	if (event.defaultPrevented || event.button !== 0) return;
	if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
	const link = (event.target as Element).closest?.('a');
	if (!link || link.target || link.hasAttribute('download')) return;
	if (link.origin !== location.origin || /^\/(api|help)\b/.test(link.pathname)) return;
	if (link.hash && link.pathname === location.pathname) return;
	event.preventDefault();
	go(link.pathname + link.search);
}
