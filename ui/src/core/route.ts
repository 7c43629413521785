// Addresses of the screens: "/programmes/:id/:tab" against a path, without a browser.

export type Params = Record<string, string>;

export function matchPath(pattern: string, path: string): Params | null {
	const wanted = pattern.split('/').filter(Boolean);
	const given = path.split('/').filter(Boolean);
	if (given.length > wanted.length) return null;
	const params: Params = {};
	for (const [at, part] of wanted.entries()) {
		const value = given[at];
		if (part.startsWith(':')) {
			const optional = part.endsWith('?');
			if (value === undefined && !optional) return null;
			if (value !== undefined) params[part.replace(/[:?]/g, '')] = safeDecode(value);
		} else if (part !== value) {
			return null;
		}
	}
	return params;
}

function safeDecode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

export interface Found<T> {
	route: T;
	params: Params;
}

export function findRoute<T extends { path: string }>(routes: readonly T[], path: string):
	Found<T> | null {
	for (const route of routes) {
		const params = matchPath(route.path, path);
		if (params) return { route, params };
	}
	return null;
}
