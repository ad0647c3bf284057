# A map that tries to be trouble to the page it is shown on: every text is an attempt.

workspace {
  name = "</title><script>window.hacked='workspace'</script>"
}

docs {
  title = "Hostile </script><script>window.hacked='docs'</script> & \"quoted\" 'map'"
}
