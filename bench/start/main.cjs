// The baseline of `npm run bench -- start`: the least that opens a window on this runtime.
const { app, BrowserWindow } = require('electron');
const { join } = require('node:path');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadFile(join(__dirname, 'empty.html'));
});
