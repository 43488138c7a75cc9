%% compat: octave
k = 0;
do
  k++;
  printf ("%d ", k);
until k >= 3
printf ("\n");
do
  k -= 2;
  if (k < -5)
    break;
  endif
until false
printf ("%d\n", k);
do
  printf ("once\n");
until true
