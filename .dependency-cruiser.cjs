/**
 * The layer table over the whole tree, as resolved (eslint sees one file at a time), and no circles. The table itself is
 * scripts/lint/layers.mjs.
 */
const { topLayers, blindToWindow, sharedPackages } = require('./scripts/lint/layers.mjs');

const project = '^(electron|renderer|shared|simulator|e2e|bench|conformance|scripts)/';

const layers = Object.entries(topLayers).map(([layer, allowed]) => ({
  name: `layer-${layer}`,
  comment: `${layer}/ imports only itself${allowed.length > 0 ? ` and ${allowed.join(', ')}` : ''}`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: { path: project, pathNot: [`^${layer}/`, ...allowed.map((prefix) => `^${prefix}(/|\\.)`)] },
}));

/**
 * A value of the console language is one recursive type (a list holds values and is one), whose members are each in a
 * file of their own: those files name each other, as types only. Nothing else may go round.
 */
const valueModel = '^electron/console/language/values/';

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: valueModel },
      to: { circular: true },
    },
    {
      name: 'no-circles-through-the-value-model',
      severity: 'error',
      from: { path: valueModel },
      to: { circular: true, via: { pathNot: valueModel } },
    },
    {
      name: 'no-running-circles-in-the-value-model',
      severity: 'error',
      from: { path: valueModel },
      to: { circular: true, via: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: {},
      to: { path: '^electron/main\\.ts$' },
    },
    {
      name: 'ipc-only-from-main',
      comment: 'electron/ipc is known by the composition root only',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/((main|services)\\.ts$|ipc/)' },
      to: { path: '^electron/ipc/' },
    },
    {
      name: 'shell-only-from-window-side',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/((main|services|compose)\\.ts$|ipc/|shell/)' },
      to: { path: '^electron/shell/' },
    },
    {
      name: 'services-blind-to-window',
      severity: 'error',
      from: { path: `^electron/(${blindToWindow.join('|')})/` },
      to: { path: '^electron/(ipc|shell)/' },
    },
    {
      name: 'electron-package',
      comment:
        'electron (also through electron-store, electron-log) only at the edge, so that all else runs in plain Node',
      severity: 'error',
      from: {
        path: '^(electron|renderer|simulator|shared)/',
        pathNot:
          '^electron/(main\\.ts$|preload\\.ts$|shell/|ipc/|(http|vault|settings)/[a-z-]*electron[a-z-]*\\.ts$)',
      },
      to: {
        path: '^node_modules/(electron|electron-store|electron-log/src/main)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'msal-behind-auth',
      comment: 'nothing outside electron/auth/msal knows MSAL',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/auth/msal/' },
      to: { path: '^node_modules/@azure/' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev'],
        pathNot: `^node_modules/(${sharedPackages.join('|')})/`,
      },
    },
    {
      name: 'tests-are-leaves',
      severity: 'error',
      from: { pathNot: '\\.(test|spec)\\.(ts|tsx|mjs)$' },
      to: { path: '\\.(test|spec)\\.(ts|tsx|mjs)$' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
