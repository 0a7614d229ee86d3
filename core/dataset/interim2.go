package dataset

// MadeUpVersion counts the changes to what MadeUp draws.
const MadeUpVersion = 1
