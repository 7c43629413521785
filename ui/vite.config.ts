import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Every built file lies flat in dist under a hashed name: the program embeds them by name.
export default defineConfig({
	plugins: [svelte()],
	base: '/',
	build: {
		target: ['chrome109', 'firefox115'],
		assetsDir: '',
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		rolldownOptions: {
			output: {
				entryFileNames: '[name]-[hash].js',
				chunkFileNames: '[name]-[hash].js',
				assetFileNames: '[name]-[hash][extname]',
			},
		},
	},
	worker: { format: 'es' },
	server: { proxy: { '/api': process.env.DIENTAP_SERVER ?? 'http://127.0.0.1:7110' } },
	test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
