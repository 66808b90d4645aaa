// A window on the bench page, and nothing else: GRID_BENCH_URL says where it is.
const { app, BrowserWindow } = require('electron');

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  return window.loadURL(process.env.GRID_BENCH_URL);
});
