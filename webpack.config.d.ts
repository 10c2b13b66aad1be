import type { Configuration, WebpackPluginInstance } from 'webpack';

export const modulePlugins: WebpackPluginInstance[];
declare const config: Configuration;
export default config;
