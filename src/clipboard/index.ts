// Empties the clipboard: the one thing that this page is there for, since a service worker has no clipboard (Chrome).
document.addEventListener('copy', (event) => {
  event.preventDefault();
  event.clipboardData?.setData('text/plain', '');
});
document.execCommand('copy');
