// Package automation holds the rules about handoffs that happen by themselves: events set off work, and the receiver's record is made
// whole, so that nobody has to ask back by mail.
package automation
