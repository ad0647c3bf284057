// Command empty does nothing: the time any Go program takes to start and to end.
package main

func main() {}
