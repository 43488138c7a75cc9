function d = time(d)
  % time(d): the duration itself.
end
