import { describe, expect, it } from 'vitest';
import { findRoute, matchPath } from './route';

describe('routes', () => {
	it('reads the parts of an address', () => {
		expect(matchPath('/programmes/:id/:tab?', '/programmes/a%20b')).toEqual({ id: 'a b' });
		expect(matchPath('/programmes/:id/:tab?', '/programmes/a/table/'))
			.toEqual({ id: 'a', tab: 'table' });
		expect(matchPath('/programmes/:id', '/programmes')).toBeNull();
		expect(matchPath('/programmes', '/programmes/a')).toBeNull();
		expect(matchPath('/x/:id', '/x/%E0%A4%A')).toEqual({ id: '%E0%A4%A' });
	});
	it('takes the first that fits', () => {
		const routes = [{ path: '/units/import' }, { path: '/units/:id' }];
		expect(findRoute(routes, '/units/import')?.route.path).toBe('/units/import');
		expect(findRoute(routes, '/units/7')?.params).toEqual({ id: '7' });
		expect(findRoute(routes, '/nowhere')).toBeNull();
	});
});
