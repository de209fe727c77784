'use strict';

const ARROW = 'application/vnd.apache.arrow.stream';
const FIRST_ROWS = 20;
const BARS = 24;
const element = (id) => document.getElementById(id);
let running = null;

/** A cell that shows text and nothing else, whatever the text is. */
function row(tag, values) {
  const tr = document.createElement('tr');
  for (const value of values) {
    const cell = document.createElement(tag);
    cell.textContent = text(value);
    tr.append(cell);
  }
  return tr;
}

function text(value) {
  if (value === null || value === undefined) {
    return '';
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function list() {
  const response = await fetch('flight');
  const { flights } = await response.json();
  for (const flight of flights.filter((each) => each.path)) {
    const button = document.createElement('button');
    button.textContent = flight.path;
    button.addEventListener('click', () => open(flight));
    const item = document.createElement('li');
    item.append(button);
    element('flights').append(item);
  }
  element('status').textContent = `${flights.length} flights`;
}

/** What the chart shows: a number from each row, or null. */
function measure(schema) {
  const names = schema.fields.map((field) => field.name);
  const isTime = (field) => /^(Timestamp|Date)/.test(String(field.type));
  const time = schema.fields.find(isTime);
  if (time) {
    return { name: time.name, caption: `Rows by hour of ${time.name}`, of: (value) => new Date(Number(value)).getUTCHours(), low: 0, high: 24 };
  }
  const number = names.includes('delay') ? 'delay' : names.find((name, i) => /^(Int|Float|Uint)/.test(String(schema.fields[i].type)));
  return number ? { name: number, caption: `Rows by ${number}`, of: Number } : null;
}

function draw(counts, labels) {
  const chart = element('chart');
  chart.replaceChildren();
  const most = Math.max(1, ...counts);
  counts.forEach((count, i) => {
    const height = 170 * count / most;
    const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    bar.setAttribute('x', i * 30 + 2);
    bar.setAttribute('y', 180 - height);
    bar.setAttribute('width', 26);
    bar.setAttribute('height', height);
    const label = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    label.setAttribute('x', i * 30 + 4);
    label.setAttribute('y', 195);
    label.textContent = labels[i];
    chart.append(bar, label);
  });
}

/** Passes the bytes of a body on and tells how many there were. */
function counted(body, tell) {
  return body.pipeThrough(new TransformStream({
    transform(chunk, controller) {
      tell(chunk.byteLength);
      controller.enqueue(chunk);
    },
  }));
}

async function open(flight) {
  running?.abort();
  const abort = new AbortController();
  running = abort;
  element('stop').onclick = () => abort.abort();
  element('flight').hidden = false;
  element('name').textContent = flight.path;
  element('rows').replaceChildren();
  element('schema').replaceChildren();
  element('progress').removeAttribute('value');
  let bytes = 0;
  let rows = 0;
  try {
    const response = await fetch(flight.uri, { headers: { Accept: ARROW }, signal: abort.signal });
    if (!response.ok) {
      const problem = await response.json();
      throw new Error(problem.detail);
    }
    const reader = await Arrow.RecordBatchReader.from(counted(response.body, (count) => { bytes += count; }));
    await reader.open();
    element('schema').append(row('th', ['column', 'type', 'nullable']));
    reader.schema.fields.forEach((field) => element('schema').append(row('td', [field.name, String(field.type), field.nullable])));
    element('rows').append(row('th', reader.schema.fields.map((field) => field.name)));
    const shown = measure(reader.schema);
    element('caption').textContent = shown ? shown.caption : 'No column to draw';
    let { low, high } = shown ?? {};
    const counts = new Array(BARS).fill(0);
    let painted = 0;
    for await (const batch of reader) {
      for (let i = 0; i < batch.numRows && rows + i < FIRST_ROWS; i++) {
        element('rows').append(row('td', reader.schema.fields.map((field) => cell(batch, field, i))));
      }
      rows += batch.numRows;
      if (shown) {
        const column = batch.getChild(shown.name);
        for (const value of column) {
          if (value === null) {
            continue;
          }
          const number = shown.of(value);
          if (low === undefined) {
            low = number - 60;
            high = number + 180;
          }
          counts[Math.min(BARS - 1, Math.max(0, Math.floor(BARS * (number - low) / (high - low))))]++;
        }
      }
      if (performance.now() - painted > 100) {
        painted = performance.now();
        paint(flight, rows, bytes);
        await new Promise((resolve) => { setTimeout(resolve); });
      }
    }
    if (shown) {
      draw(counts, counts.map((_, i) => Math.round((low ?? 0) + i * ((high ?? BARS) - (low ?? 0)) / BARS)));
    }
    paint(flight, rows, bytes);
    element('status').textContent = `${flight.path}: all ${rows.toLocaleString('en')} rows`;
  } catch (error) {
    element('status').textContent = `${flight.path} after ${rows} rows: ${error.message}`;
  }
}

function cell(batch, field, i) {
  const value = batch.getChild(field.name).get(i);
  return /^(Timestamp|Date)/.test(String(field.type)) && value !== null ? new Date(Number(value)) : value;
}

function paint(flight, rows, bytes) {
  if (flight.records) {
    element('progress').max = flight.records;
    element('progress').value = rows;
  }
  element('received').textContent = `${rows.toLocaleString('en')} rows, ${(bytes / 1e6).toFixed(1)} MB`;
}

list().catch((error) => { element('status').textContent = `The list could not be had: ${error.message}`; });
