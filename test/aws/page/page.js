/** The script of an emulated console page: lists the buckets, opens the account menu, and changes view without a new page. */

const { service, region } = document.body.dataset;
const buckets = document.getElementById('buckets');

function cell(text) {
  const element = document.createElement('td');
  element.textContent = text;
  return element;
}

function table(list) {
  const element = document.createElement('table');
  element.innerHTML = '<thead><tr><th>Name</th><th>Region</th><th>Created</th></tr></thead><tbody></tbody>';
  for (const bucket of list) {
    const row = element.tBodies[0].insertRow();
    row.append(cell(bucket.name), cell(bucket.region), cell(new Date(bucket.createdAt).toISOString().slice(0, 10)));
  }
  return element;
}

async function listBuckets() {
  const response = await fetch('/api/list-buckets');
  const answer = await response.json();
  if (answer.state === 'ok') {
    buckets.replaceChildren(table(answer.buckets));
  } else {
    const message = document.createElement('p');
    message.className = 'denied';
    message.textContent = answer.state === 'denied' ? `${answer.code}: ${answer.message}` : 'The session has ended.';
    buckets.replaceChildren(message);
  }
  buckets.dataset.state = answer.state;
}

function show(view) {
  document.title = [view, service, region].filter(Boolean).join(' | ');
  document.getElementById('view').textContent = view || service;
}

for (const button of document.querySelectorAll('button[data-view]')) {
  button.addEventListener('click', () => {
    const { view } = button.dataset;
    history.pushState({ view }, '', view ? `#${view}:` : location.pathname + location.search);
    show(view);
  });
}
addEventListener('popstate', (event) => show(event.state?.view ?? ''));

const menuButton = document.getElementById('nav-usernameMenu');
// A bare page has no menu.
menuButton?.addEventListener('click', () => {
  const menu = document.getElementById('account-detail-menu');
  menu.hidden = !menu.hidden;
  menuButton.setAttribute('aria-expanded', String(!menu.hidden));
});

document.getElementById('create-bucket').addEventListener('click', async () => {
  const answer = await (await fetch('/api/create-bucket', { method: 'POST' })).json();
  const created = document.getElementById('created');
  created.textContent = answer.state === 'ok' ? `${answer.name} was created.` : answer.state === 'denied' ? `${answer.code}: ${answer.message}` : 'The session has ended.';
  created.dataset.state = answer.state;
  if (answer.state === 'ok') await listBuckets();
});

void listBuckets();
