function disp(f)
  % disp(f): what it computes.
  __print_inline__(f, 'f');
end
