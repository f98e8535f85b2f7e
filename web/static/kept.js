// What does this browser keep for its reader? None of it is ever sent; where storage is blocked, nothing is kept.

export function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`bahith.${name}`)) ?? otherwise;
  } catch (error) {
    return otherwise;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(`bahith.${name}`, JSON.stringify(value));
  } catch (error) {
    // the page works without it
  }
}
