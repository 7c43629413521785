import { describe, expect, it } from 'vitest';
import { pageText, takeStyles } from './paper';

describe('document preview', () => {
	it('carries style elements and attributes to where the policy allows them', () => {
		const taken = takeStyles('<style>h1 { x: y }</style><p class="a" style="color: red">a style=b</p>');
		expect(taken.css).toBe('h1 { x: y }');
		expect(taken.rest).toBe('<p class="a" data-style="color: red">a style=b</p>');
	});
	it('finds the rules of the printed page with their margin boxes', () => {
		const css = '@page { size: A4; @top-center { content: "x"; } } p { a: b } @page :first { c: d }';
		expect(pageText(`<style>${css}</style>`))
			.toBe('@page { size: A4; @top-center { content: "x"; } }\n@page :first { c: d }');
	});
});
