function t = power(a, b)
  % power(a, b): variable by variable.
  t = __elementwise__('power', a, b);
end
