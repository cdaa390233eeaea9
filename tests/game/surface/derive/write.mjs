// JSON that can be read in a diff: sorted keys, and everything that fits a line on a line.

const WIDTH = 120

function sorted(value) {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, sorted(value[key])]),
    )
  }
  return value
}

function lines(value, indent, room) {
  const flat = JSON.stringify(value)
  if (flat.length <= room || value === null || typeof value !== "object") {
    return flat
  }
  const inner = indent + " "
  const list = Array.isArray(value)
  const items = list
    ? value.map((item) => inner + lines(item, inner, WIDTH - inner.length))
    : Object.entries(value).map(([key, item]) => {
        const head = `${inner}${JSON.stringify(key)}:`
        return head + lines(item, inner, WIDTH - head.length)
      })
  const [open, close] = list ? "[]" : "{}"
  return `${open}\n${items.join(",\n")}\n${indent}${close}`
}

export function surfaceJson(surface) {
  return `${lines(sorted(surface), "", WIDTH)}\n`
}
