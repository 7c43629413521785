import { describe, expect, it } from 'vitest';

// The rules of the folder, measured: who may import whom, how long and wide a file is, and
// that what people read stands in the catalogues only.
const files = Object.entries(import.meta.glob('./**/*.{ts,svelte}',
	{ query: '?raw', import: 'default', eager: true }) as Record<string, string>)
	.filter(([name]) => !name.includes('.test.'));

const LAYERS: Record<string, string[]> = {
	core: ['core', 'locales'],
	state: ['core', 'state'],
	kit: ['core', 'state', 'kit'],
	record: ['core', 'state', 'kit', 'record'],
	features: ['core', 'state', 'kit', 'record', 'features'],
};
// The official names of the languages, and the letters that the search key folds.
const LETTERS_ALLOWED = ['./app/LanguageSwitch.svelte', './core/text.ts', './kit/NumberField.svelte',
	'./core/metadata.ts', './record/FieldInput.svelte'];

const imports = (text: string): string[] =>
	[...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((found) => found[1] ?? '');

function resolve(from: string, to: string): string {
	const parts = from.split('/').slice(1, -1);
	for (const part of to.split('/'))
		if (part === '..') parts.pop();
		else if (part !== '.') parts.push(part);
	return parts.join('/');
}

const withoutComments = (text: string): string => text
	.replace(/<!--[\s\S]*?-->/g, '').replace(/\/\*[\s\S]*?\*\//g, '')
	.replace(/(^|\s)\/\/.*$/gm, '');

describe('shape of the interface', () => {
	it('sees its own files', () => {
		expect(files.length).toBeGreaterThan(60);
	});
	it('imports only downwards, and features not each other', () => {
		for (const [name, text] of files) {
			const [layer = '', feature] = name.slice(2).split('/');
			for (const to of imports(text)) {
				const target = resolve(name, to).split('/');
				if (LAYERS[layer])
					expect(LAYERS[layer], `${name} imports ${to}`).toContain(target[0]);
				if (layer === 'features' && target[0] === 'features')
					expect(target[1], `${name} imports ${to}`).toBe(feature);
			}
		}
	});
	it('keeps files short and lines narrow', () => {
		for (const [name, text] of files) {
			const lines = text.split('\n');
			expect(lines.length, name).toBeLessThanOrEqual(400);
			// Markup nests deep: a tab counts as two here.
			for (const line of lines)
				expect(line.replace(/\t/g, '  ').length, `${name}: ${line}`).toBeLessThanOrEqual(100);
		}
	});
	it('says nothing to people outside the catalogues', () => {
		for (const [name, text] of files)
			if (!LETTERS_ALLOWED.includes(name))
				expect(withoutComments(text), name).not.toMatch(/[À-ỹĐđ]/);
	});
});
