// Writes FILE.br and FILE.gz beside every built file, so that the server never compresses;
// then prints the weights and refuses what is over the budget of docs and screens.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const FIRST_PAGE = 150_000;
const FIRST_SCRIPT = 60_000;
const ANY_CHUNK = 40_000;

const folder = process.argv[2] ?? 'dist';
const files = readdirSync(folder).filter((name) => !/\.(br|gz)$/.test(name)).sort();
const weights = new Map();
for (const name of files) {
	const bytes = readFileSync(join(folder, name));
	const small = brotliCompressSync(bytes, {
		params: { [constants.BROTLI_PARAM_QUALITY]: 11,
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
	});
	const zipped = gzipSync(bytes, { level: 9 });
	writeFileSync(join(folder, `${name}.br`), small);
	writeFileSync(join(folder, `${name}.gz`), zipped);
	weights.set(name, zipped.length);
}

const page = readFileSync(join(folder, 'index.html'), 'utf8');
const first = files.filter((name) => name === 'index.html' || page.includes(`/${name}"`));
const sum = (names) => names.reduce((total, name) => total + weights.get(name), 0);
const problems = [];
if (sum(first) > FIRST_PAGE)
	problems.push(`first page ${sum(first)} > ${FIRST_PAGE} bytes`);
const scripts = first.filter((name) => name.endsWith('.js'));
if (sum(scripts) > FIRST_SCRIPT)
	problems.push(`first script ${sum(scripts)} > ${FIRST_SCRIPT} bytes`);
for (const [name, weight] of weights)
	if (name.endsWith('.js') && !scripts.includes(name) && weight > ANY_CHUNK)
		problems.push(`${name} ${weight} > ${ANY_CHUNK} bytes`);
console.log(`ui: ${files.length} files, first page ${sum(first)} bytes gzipped, ` +
	`of it script ${sum(scripts)}`);
for (const problem of problems)
	console.error(`ui: over the budget: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
