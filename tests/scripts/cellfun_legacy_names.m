%% compat: octave
c = {1, "abc", [], {}};
printf ("%d ", cellfun ("isempty", c));
printf ("\n");
printf ("%d ", cellfun (@ischar, c));
printf ("\n");
printf ("%d ", cellfun ("length", c));
printf ("\n");
printf ("%d ", cellfun ("isclass", c, "char"));
printf ("\n");
printf ("%d ", cellfun ("size", c, 2));
printf ("\n");
