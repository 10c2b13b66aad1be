/** What we use of web-ext, which has no types of its own. */
declare module 'web-ext' {
  /** A browser with the extension in it. */
  export interface Running {
    reloadAllExtensions(): Promise<readonly { readonly reloadError?: Error }[]>;
    /** Called once the browser has ended. */
    registerCleanup(ended: () => void): void;
    exit(): Promise<void>;
  }
  export const cmd: {
    run(options: {
      readonly sourceDir: string;
      readonly target: readonly ['chromium' | 'firefox-desktop'];
      readonly noReload: false;
      readonly args: readonly string[];
      readonly chromiumBinary?: string;
      readonly chromiumProfile?: string;
      readonly keepProfileChanges?: boolean;
      readonly firefox?: string;
      readonly pref?: Readonly<Record<string, boolean>>;
    }, ports: {
      /** Called when the browsers run, to have them reload when it sees fit. */
      readonly reloadStrategy: () => void;
    }): Promise<Running>;
  };
}
