/** Whether a window can be shown here. */

/** @param {NodeJS.ProcessEnv} env @param {string} platform */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (platform !== 'linux') return true;
  return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/** Chromium has no sandbox as root on Linux; everywhere else it keeps it. */
export function sandboxArguments(platform = process.platform, uid = process.getuid?.()) {
  return platform === 'linux' && uid === 0 ? ['--no-sandbox'] : [];
}
