/** Whether the browser is one of Chromium's family, by its own brands (User-Agent Client Hints). Another one is taken for what it may be. */
export function isChromium(): boolean {
  const { userAgentData } = navigator as { userAgentData?: { readonly brands: readonly { readonly brand: string }[] } };
  return userAgentData?.brands.some(({ brand }) => brand === 'Chromium') ?? false;
}
