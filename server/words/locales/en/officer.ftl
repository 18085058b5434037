### Pages of staff.
