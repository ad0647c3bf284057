package runbook

// Home is the address of the page that people start from.
const Home = "home"
