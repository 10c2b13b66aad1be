import type { Configuration, WebpackPluginInstance } from 'webpack';

export const modulePlugins: WebpackPluginInstance[];
declare const config: [worker: Configuration, pages: Configuration];
export default config;
