jx.chunk("ss/reader", true);
